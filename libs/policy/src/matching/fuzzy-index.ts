import { NearWords } from './near-words.js';

/** Letters a word of a pattern needs before one error in it is forgiven. */
export const MIN_FUZZY = 8;
const PLAIN = /^[a-z]+$/;

/**
 * Finds the word of a pattern that a long word is one error away from: a letter missing, added, changed, or two
 * swapped. Both are compared by how they sound (`imigrasion`), and must begin with the same letter.
 */
export class FuzzyIndex {
  readonly #near = new NearWords();
  readonly #ordinary: Set<string>;
  readonly #known = new Set<string>();

  constructor(notTypos: Iterable<string>) {
    this.#ordinary = new Set(notTypos);
  }

  add(word: string, isPrefix: boolean): void {
    if (word.length < MIN_FUZZY || !PLAIN.test(word)) return;
    const key = isPrefix ? `${word}*` : word;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#near.add(word, soundOf(word), isPrefix);
  }

  correct(word: string): string | undefined {
    if (word.length < MIN_FUZZY - 1 || word.length > 40 || !PLAIN.test(word) || this.#ordinary.has(word)) {
      return undefined;
    }
    return this.#near.find(
      soundOf(word),
      (known, sound, candidate) => candidate[0] === word[0] && isOneErrorAway(known, sound),
    );
  }
}

/** A word as it sounds, roughly, in French and English: doubled letters once, `q`, `k` as `c`, `z` as `s`, `y` as `i`. */
export function soundOf(word: string): string {
  return word
    .replace(/[qk]/g, 'c')
    .replace(/z/g, 's')
    .replace(/y/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

function isOneErrorAway(one: string, other: string): boolean {
  if (one === other) return true;
  const start = commonStart(one, other);
  const ends = commonEnd(one, other, Math.min(one.length, other.length) - start);
  const left = one.slice(start, one.length - ends);
  const right = other.slice(start, other.length - ends);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right === (left[1] ?? '') + (left[0] ?? '');
}

function commonStart(one: string, other: string): number {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  return start;
}

function commonEnd(one: string, other: string, limit: number): number {
  let ends = 0;
  while (ends < limit && one[one.length - 1 - ends] === other[other.length - 1 - ends]) ends++;
  return ends;
}
