const MIN_LENGTH = 8;
const PLAIN = /^[a-z]+$/;

/**
 * Finds the word of a pattern that a long word is one error away from: a letter missing, added, changed, or two
 * swapped. Both are compared by how they sound (`imigrasion`), and must begin with the same letter.
 */
export class FuzzyIndex {
  readonly #whole = new Map<string, string[]>();
  readonly #beginnings = new Map<string, string[]>();
  readonly #beginningLengths = new Set<number>();
  readonly #ordinary: Set<string>;

  constructor(notTypos: Iterable<string>) {
    this.#ordinary = new Set(notTypos);
  }

  add(word: string, isPrefix: boolean): void {
    if (word.length < MIN_LENGTH || !PLAIN.test(word)) return;
    const sound = soundOf(word);
    if (isPrefix) this.#beginningLengths.add(sound.length);
    const index = isPrefix ? this.#beginnings : this.#whole;
    for (const key of deletions(sound)) {
      const words = index.get(key);
      if (words === undefined) index.set(key, [word]);
      else if (!words.includes(word)) words.push(word);
    }
  }

  correct(word: string): string | undefined {
    if (word.length < MIN_LENGTH - 1 || word.length > 40 || !PLAIN.test(word) || this.#ordinary.has(word)) {
      return undefined;
    }
    const sound = soundOf(word);
    const whole = find(this.#whole, sound, word);
    if (whole !== undefined) return whole;
    for (const length of this.#beginningLengths) {
      for (let cut = length - 1; cut <= length + 1 && cut <= sound.length; cut++) {
        const beginning = find(this.#beginnings, sound.slice(0, cut), word);
        if (beginning !== undefined) return beginning;
      }
    }
    return undefined;
  }
}

function find(
  index: ReadonlyMap<string, readonly string[]>,
  sound: string,
  word: string,
): string | undefined {
  if (index.size === 0) return undefined;
  for (const key of deletions(sound)) {
    const near = index
      .get(key)
      ?.find((candidate) => candidate[0] === word[0] && isOneErrorAway(soundOf(candidate), sound));
    if (near !== undefined) return near;
  }
  return undefined;
}

/** A word as it sounds, roughly, in French and English: doubled letters once, `q`, `k` as `c`, `z` as `s`, `y` as `i`. */
export function soundOf(word: string): string {
  return word
    .replace(/[qk]/g, 'c')
    .replace(/z/g, 's')
    .replace(/y/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

function deletions(word: string): readonly string[] {
  const keys = [word];
  for (let at = 0; at < word.length; at++) keys.push(word.slice(0, at) + word.slice(at + 1));
  return keys;
}

function isOneErrorAway(one: string, other: string): boolean {
  if (one === other) return true;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let ends = 0;
  const shorter = Math.min(one.length, other.length) - start;
  while (ends < shorter && one[one.length - 1 - ends] === other[other.length - 1 - ends]) ends++;
  const left = one.length - start - ends;
  const right = other.length - start - ends;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
}
