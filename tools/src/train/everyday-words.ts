import { readNoteWords } from '@havre/policy/model';

import { readNotes, type LabelledNote } from './labelled-note.js';

/** A word of a note without a trap says more of everyday language than one of a near twin. */
const PLAIN_WEIGHT = 8;
const LEAST_WEIGHT = 3;
const LINE = 118;
const WORD = /^[a-z]+$/;
const HEAD = `# Ordinary words of ordinary notes, the commonest first; made from \`corpus/\` by \`npm run train\`. What they are is found out
# once and remembered, and a phrase is looked for by its rarest word. Which words stand here changes the speed, never a verdict.
everyday: >-
`;

/** The file of the base pack that lists everyday words: those of the notes that pass, from the commonest. */
export function everydayWords(): string {
  const weights = new Map<string, number>();
  for (const note of [...readNotes('train'), ...readNotes('written')])
    if (note.label === 'pass') addWords(weights, note);
  const words = [...weights]
    .filter(([, weight]) => weight >= LEAST_WEIGHT)
    .sort(([one, some], [other, more]) => more - some || (one < other ? -1 : 1));
  return HEAD + linesOf(words.map(([word]) => word)).join('');
}

function addWords(weights: Map<string, number>, { text, category }: LabelledNote): void {
  const { units, starts, ends } = readNoteWords(text);
  const weight = category === 'plain' ? PLAIN_WEIGHT : 1;
  for (const [index, start] of starts.entries()) {
    const word = String.fromCharCode(...units.subarray(start, ends[index]));
    if (WORD.test(word)) weights.set(word, (weights.get(word) ?? 0) + weight);
  }
}

function linesOf(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of words) {
    if (line.length + word.length >= LINE) {
      lines.push(`${line}\n`);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, `${line}\n`];
}
