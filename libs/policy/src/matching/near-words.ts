const LONGEST = 64;

/** A word that another may be a typing error of. */
export interface Near {
  readonly word: string;
  readonly sound: string;
  readonly letters: number;
  readonly half: number;
  readonly firstHalf: number;
}

const NO_WORDS: readonly Near[] = [];

/**
 * Words by first letter and length, with the set of their letters: the quickest way to say that a word is no typing
 * error of any of them.
 */
export class NearWords {
  readonly #whole: Near[][] = [];
  readonly #beginnings: Near[][] = [];

  /** Adds a word and how it sounds; with `isPrefix`, a word that may go on. */
  add(word: string, sound: string, isPrefix: boolean): void {
    const half = sound.length >> 1;
    const near = { word, sound, letters: lettersOf(sound), half, firstHalf: lettersOf(sound.slice(0, half)) };
    const first = letterAt(sound, 0);
    if (isPrefix) (this.#beginnings[first] ??= []).push(near);
    else (this.#whole[first * LONGEST + sound.length] ??= []).push(near);
  }

  /** `letters[n]` is the set of the first n sounds of the word, as bits. Whether `accepts` takes one that may be near. */
  some(
    first: number,
    length: number,
    letters: Uint32Array,
    accepts: (near: Near, length: number) => boolean,
  ): boolean {
    if (length >= LONGEST - 1) return false;
    for (let other = length - 1; other <= length + 1; other++) {
      for (const near of this.#whole[first * LONGEST + other] ?? NO_WORDS) {
        if (mayBe(near, length, letters) && accepts(near, length)) return true;
      }
    }
    return this.#beginsNear(first, length, letters, accepts);
  }

  #beginsNear(
    first: number,
    length: number,
    letters: Uint32Array,
    accepts: (near: Near, length: number) => boolean,
  ): boolean {
    for (const near of this.#beginnings[first] ?? NO_WORDS) {
      if (!isClose(letters[near.half] ?? 0, near.firstHalf)) continue;
      const last = Math.min(near.sound.length + 1, length);
      for (let cut = near.sound.length - 1; cut <= last; cut++) {
        if (isClose(letters[cut] ?? 0, near.letters) && accepts(near, cut)) return true;
      }
    }
    return false;
  }
}

/** One error moves at most one letter into each half of a word and one out of it. */
function mayBe(near: Near, length: number, letters: Uint32Array): boolean {
  return isClose(letters[length] ?? 0, near.letters) && isClose(letters[near.half] ?? 0, near.firstHalf);
}

function letterAt(sound: string, at: number): number {
  return sound.charCodeAt(at) - 97;
}

function lettersOf(sound: string): number {
  let letters = 0;
  for (let at = 0; at < sound.length; at++) letters |= 1 << letterAt(sound, at);
  return letters;
}

/** Whether two sets are equal but for two letters at most: what one error changes. */
function isClose(one: number, other: number): boolean {
  let difference = one ^ other;
  difference &= difference - 1;
  return (difference & (difference - 1)) === 0;
}
