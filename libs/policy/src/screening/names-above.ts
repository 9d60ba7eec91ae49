import type { Token } from '../matching/token.js';
import { labelOf } from './collector.js';
import type { Path } from './place.js';

const MAX_NAME_WORDS = 12;
const MAX_NAME = 200;

/** Words of field names and labels above a place, in their order: the nearest, as far as rules read them. */
export function joinNameWords(
  names: readonly string[],
  wordsOf: (name: string) => readonly Token[],
): readonly Token[] {
  let words: readonly Token[] = [];
  for (let at = names.length - 1; at >= 0 && words.length < MAX_NAME_WORDS; at--)
    words = [...wordsOf((names[at] ?? '').slice(0, MAX_NAME)).slice(-MAX_NAME_WORDS), ...words];
  return words.slice(-MAX_NAME_WORDS);
}

/** The names above the end of a path, labels of siblings included, the nearest last. */
export function namesAbove(document: unknown, path: Path): readonly string[] {
  const names: string[] = [];
  let value = document;
  for (const step of path) {
    if (typeof step === 'string') {
      const label = labelOf(value as Readonly<Record<string, unknown>>);
      if (label !== undefined && label.key !== step) names.push(label.label);
      names.push(step);
    }
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return names;
}
