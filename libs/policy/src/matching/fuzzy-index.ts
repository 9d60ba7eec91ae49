import { NearWords } from './near-words.js';

/** Letters a word of a pattern needs before one error in it is forgiven. */
export const MIN_FUZZY = 8;
const MAX_FUZZY = 40;
const PLAIN = /^[a-z]+$/;
const MERGED: Readonly<Record<string, string>> = { q: 'c', k: 'c', z: 's', y: 'i' };

/** The sound of each letter from `a` to `z`, merged as `soundOf` merges letters. */
export const SOUNDS: Uint8Array = Uint8Array.from({ length: 26 }, (_, letter) => {
  const character = String.fromCharCode(97 + letter);
  return (MERGED[character] ?? character).charCodeAt(0) - 97;
});

/**
 * Finds the word of a pattern that a long word is one error away from: a letter missing, added, changed, or two
 * swapped. Both are compared by how they sound (`imigrasion`), and must begin with the same letter.
 */
export class FuzzyIndex {
  readonly #near = new NearWords();
  readonly #ordinary: Set<string>;
  private readonly sounds = new Sounds();
  readonly #known = new Map<string, readonly [word: string, isPrefix: boolean]>();

  constructor(notTypos: Iterable<string>) {
    this.#ordinary = new Set(notTypos);
  }

  add(word: string, isPrefix: boolean): void {
    if (word.length < MIN_FUZZY || !PLAIN.test(word)) return;
    const key = isPrefix ? `${word}*` : word;
    if (this.#known.has(key)) return;
    this.#known.set(key, [word, isPrefix]);
    this.#near.add(word, soundOf(word), isPrefix);
  }

  /** Whether a word is an ordinary one, whatever it is near to. */
  isOrdinary(word: string): boolean {
    return this.#ordinary.has(word);
  }

  words(): Iterable<readonly [word: string, isPrefix: boolean]> {
    return this.#known.values();
  }

  correct(word: string): string | undefined {
    const { length } = word;
    if (length < MIN_FUZZY - 1 || length > MAX_FUZZY) return undefined;
    const { sounds } = this;
    if (!sounds.measure(word)) return undefined;
    let found: string | undefined;
    let sound: string | undefined;
    this.#near.some(sounds.first, sounds.count, sounds.letters, (near, cut) => {
      if (near.word.charCodeAt(0) !== word.charCodeAt(0)) return false;
      sound ??= soundOf(word);
      if (isOneErrorAway(near.sound, sound.slice(0, cut))) found = near.word;
      return found !== undefined;
    });
    return found !== undefined && this.#ordinary.has(word) ? undefined : found;
  }
}

/** The letters of a word as they sound: how many, the first, and for each length the set of them as bits. */
export class Sounds {
  readonly letters = new Uint32Array(MAX_FUZZY + 1);
  readonly #word = new Uint8Array(MAX_FUZZY);
  count = 0;
  first = 0;

  /** Measures a word of at most 40 letters `a` to `z`; false for any other. */
  measure(word: string): boolean {
    const { length } = word;
    for (let at = 0; at < length; at++) {
      const letter = word.charCodeAt(at) - 97;
      if (letter < 0 || letter > 25) return false;
      this.#word[at] = letter;
    }
    this.measureLetters(this.#word, length);
    return true;
  }

  /** The same of letters as numbers, 0 to 25. */
  measureLetters(word: Uint8Array, length: number): void {
    const { letters } = this;
    let previous = -1;
    let count = 0;
    let set = 0;
    for (let at = 0; at < length; at++) {
      const sound = SOUNDS[word[at] ?? 0] ?? 0;
      if (sound === previous) continue;
      set |= 1 << sound;
      letters[++count] = set;
      previous = sound;
    }
    this.count = count;
    this.first = SOUNDS[word[0] ?? 0] ?? 0;
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

/** Whether two words as they sound are the same but for a letter missing, added, changed, or two swapped. */
export function isOneErrorAway(one: string, other: string): boolean {
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
