import { EVENT_TYPES, eventDefinition, PHRASEBOOK } from '@havre/events';
import { readNoteWords } from '@havre/policy/model';

import { readNotes, type LabelledNote } from './labelled-note.js';

/** A word of a note without a trap says more of everyday language than one of a near twin. */
const PLAIN_WEIGHT = 8;
const LEAST_WEIGHT = 3;
/** A name that events of one type have is met with each of them, a phrase of the phrasebook now and then. */
const NAME_WEIGHT = 500;
const PHRASE_WEIGHT = 30;
const LINE = 118;
const WORD = /^[a-z]+$/;
const WORDS_OF_NAME = /[A-Z]?[a-z]+/g;
const HEAD = `# Ordinary words of ordinary notes and events, the commonest first; made by \`npm run train\`. What they are is found out
# once and remembered, and a phrase is looked for by its rarest word. Which words stand here changes the speed, never a verdict.
everyday: >-
`;

/** The file of the base pack that lists everyday words: those of events and of the notes that pass, from the commonest. */
export function everydayWords(): string {
  const weights = new Map<string, number>();
  for (const type of EVENT_TYPES)
    for (const name of new Set(namesIn(eventDefinition(type).example))) addName(weights, name, NAME_WEIGHT);
  for (const { code } of PHRASEBOOK) addName(weights, code, PHRASE_WEIGHT);
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

function addName(weights: Map<string, number>, name: string, weight: number): void {
  for (const [word] of name.matchAll(WORDS_OF_NAME)) {
    const small = word.toLowerCase();
    weights.set(small, (weights.get(small) ?? 0) + weight);
  }
}

/** The names of all fields of a JSON value. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return Object.entries(value).flatMap(([name, item]) => [name, ...namesIn(item)]);
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
