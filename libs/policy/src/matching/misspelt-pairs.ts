import { isOneErrorAway, soundOf, SOUNDS, Sounds } from './fuzzy-index.js';
import { NearWords } from './near-words.js';

/** Letters that one word of a pair must have, and each of them: short words are near too many others. */
const MIN_LONG = 6;
const MIN_SHORT = 4;
const MAX_LETTERS = 40;

interface Half {
  readonly word: string;
  readonly sound: string;
}

interface Pair {
  readonly first: Half;
  readonly second: Half;
}

/**
 * Pairs of words that a text may hold with an error in each (`werk permitt`): alone, neither says what it is taken for;
 * side by side they do. Ordinary words are no errors.
 */
export class MisspeltPairs {
  /** Pairs by the first sound of each of their words. */
  readonly #pairs = new Map<number, Pair[]>();
  readonly #near = new NearWords();
  readonly #known = new Set<string>();
  private readonly sounds = new Sounds();

  /** `isOrdinary`: whether a word is one of everyday language. */
  constructor(private readonly isOrdinary: (word: string) => boolean) {}

  add(first: string, second: string): void {
    const pair = { first: halfOf(first), second: halfOf(second) };
    const key = keyOf(first, second);
    const alike = this.#pairs.get(key);
    if (alike === undefined) this.#pairs.set(key, [pair]);
    else alike.push(pair);
    for (const word of [first, second]) {
      if (this.#known.has(word)) continue;
      this.#known.add(word);
      this.#near.add(word, soundOf(word), false);
    }
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  /** Whether a word of so many letters, as numbers from 0 to 25, may be such a word: the quick look. */
  mayBeNear(letters: Uint8Array, length: number): boolean {
    if (length < MIN_LONG || length > MAX_LETTERS) return false;
    const { sounds } = this;
    sounds.measureLetters(letters, length);
    return this.#near.some(sounds.first, sounds.count, sounds.letters, accept);
  }

  /** Whether a word is long enough, and near enough to one of a pair, for its neighbour to be looked at. */
  mayBeOne(word: string): boolean {
    const { length } = word;
    if (length < MIN_LONG || length > MAX_LETTERS || !this.sounds.measure(word)) return false;
    const { first, count, letters } = this.sounds;
    let sound: string | undefined;
    const isNear = this.#near.some(first, count, letters, (near) =>
      isOneErrorAway(near.sound, (sound ??= soundOf(word))),
    );
    return isNear && !this.isOrdinary(word);
  }

  /**
   * The pair that two words are, one of them misspelt at least, one of which may be of a pair by itself; undefined where
   * they are none.
   */
  read(first: string, second: string): readonly [first: string, second: string] | undefined {
    if (first.length < MIN_SHORT || second.length < MIN_SHORT) return undefined;
    const alike = this.#pairs.get(keyOf(first, second));
    if (alike === undefined) return undefined;
    const one = halfOf(first);
    const two = halfOf(second);
    const pair = alike.find((known) => this.#isTaken(one, known.first) && this.#isTaken(two, known.second));
    if (pair === undefined || (pair.first.word === first && pair.second.word === second)) return undefined;
    return [pair.first.word, pair.second.word];
  }

  #isTaken({ word, sound }: Half, known: Half): boolean {
    if (word === known.word) return true;
    if (Math.abs(sound.length - known.sound.length) > 1) return false;
    return isOneErrorAway(sound, known.sound) && !this.isOrdinary(word);
  }
}

function halfOf(word: string): Half {
  return { word, sound: soundOf(word) };
}

/** The first letters of two words, as they sound. */
function keyOf(first: string, second: string): number {
  return firstSound(first) * 26 + firstSound(second);
}

function firstSound(word: string): number {
  return SOUNDS[word.charCodeAt(0) - 97] ?? 0;
}

const accept = (): boolean => true;
