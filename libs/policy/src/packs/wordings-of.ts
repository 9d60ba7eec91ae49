import { parsePattern, type Sequence } from '../matching/parse-pattern.js';

/** Texts that a phrase of a pack stands for, `limit` at most: the shortest of each of its branches. */
export function wordingsOf(
  phrase: string,
  lists: Readonly<Record<string, readonly string[]>>,
  limit: number,
): readonly string[] {
  return parsePattern(phrase, lists).flatMap(wordingsOfSequence).slice(0, limit);
}

/** Every option of the element with most options, the first of every other. */
function wordingsOfSequence(sequence: Sequence): readonly string[] {
  const choices = sequence.flatMap((element): readonly (readonly string[])[] => {
    if (element.kind === 'number') return [['12']];
    if (element.kind !== 'word') return [];
    return [element.options.map(({ word, isCapitals }) => (isCapitals ? word.toUpperCase() : word))];
  });
  const widest = choices.reduce((most, options) => Math.max(most, options.length), 0);
  return Array.from({ length: widest }, (_, at) =>
    choices.map((options) => options[Math.min(at, options.length - 1)] ?? '').join(' '),
  );
}
