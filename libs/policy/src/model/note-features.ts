import { characterKind, IDEOGRAPH } from '../matching/word-characters.js';
import { LONGEST_UNSPACED, type ConceptBook } from './concept-book.js';
import type { NoteWords } from './note-words.js';
import { HASH_START, hashText, hashUnit, joinHashes } from './word-hash.js';

/**
 * Words and runs of two and three; runs of three to five characters of a word; concepts and what stands near them;
 * what rules found that proves nothing by itself.
 */
export const FEATURE_GROUPS = 4;
/** A longer text is looked at in windows of this many words, each beginning in the middle of the one before. */
export const WINDOW_WORDS = 64;

const WORDS = 0;
const RUNS = 1;
const CONCEPTS = 2;
const EVIDENCE = 3;
const ROOM = [256, 8192, 16384, 64] as const;
const NONE: readonly number[] = [];
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const STEM = 6;
/** How many words apart two concepts, and a word and a concept, still are a pair. */
const CONCEPTS_APART = 8;
const WORD_APART = 3;
const WORD_START = 0x5e;
const WORD_END = 0x24;
/** Keeps apart the kinds of feature that would otherwise share their hashes. */
const SALT = { word: 11, run: 23, concept: 37, pair: 41, before: 53, after: 67, rule: 71 } as const;

const RUN_START = joinHashes(SALT.run, 0) | 0;

/** A stretch of the words of a text. */
export interface Window {
  readonly first: number;
  readonly length: number;
}

/** A text of ordinary length is one window; a longer one is several, each half over the one before. */
export function windowsOf({ starts }: NoteWords): readonly Window[] {
  const windows: Window[] = [];
  for (let first = 0; ; first += WINDOW_WORDS / 2) {
    windows.push({ first, length: Math.min(WINDOW_WORDS, starts.length - first) });
    if (first + WINDOW_WORDS >= starts.length) return windows;
  }
}

/** One group of features under way. Features beyond its room are left out: no sentence has so many. */
class FeatureGroup {
  readonly hashes: Uint32Array;
  count = 0;

  constructor(room: number) {
    this.hashes = new Uint32Array(room);
  }

  add(hash: number): void {
    if (this.count < this.hashes.length) this.hashes[this.count++] = hash;
  }
}

/**
 * Features of one window of a text, as unsigned 32-bit hashes by group. One reader is used again and again: what a
 * call leaves in `groups` is valid until the next.
 */
export class FeatureReader {
  readonly groups: readonly FeatureGroup[] = ROOM.map((room) => new FeatureGroup(room));
  readonly #words = this.groups[WORDS] as FeatureGroup;
  readonly #runs = this.groups[RUNS] as FeatureGroup;
  readonly #abouts = this.groups[CONCEPTS] as FeatureGroup;
  readonly #evidence = this.groups[EVIDENCE] as FeatureGroup;
  readonly #hashes = new Int32Array(WINDOW_WORDS);
  readonly #stems = new Int32Array(WINDOW_WORDS);
  readonly #concepts: (readonly number[])[] = [];

  constructor(private readonly book: ConceptBook) {}

  /** Reads `length` words, at most `WINDOW_WORDS`, beginning with word `first`; `evidence` are names of phrases. */
  read(words: NoteWords, { first, length }: Window, evidence: ReadonlySet<string>): void {
    for (const group of this.groups) group.count = 0;
    for (let index = 0; index < length; index++) this.#readWord(words, first + index, index);
    for (let index = 0; index < length; index++) {
      this.#addRunsOfWords(index, length);
      this.#addConcepts(index, length);
    }
    if (evidence.size === 0) return;
    this.#evidence.add(joinHashes(0, SALT.rule));
    for (const name of evidence) this.#evidence.add(joinHashes(hashText(name), SALT.rule));
  }

  #readWord({ units, starts, ends }: NoteWords, word: number, index: number): void {
    const start = starts[word] ?? 0;
    const end = ends[word] ?? start;
    let state = HASH_START;
    let stem = HASH_START;
    for (let at = start; at < end; at++) {
      state = hashUnit(state, units[at] ?? 0);
      if (at - start === STEM - 1) stem = state;
    }
    this.#hashes[index] = state;
    this.#stems[index] = end - start < STEM ? state : stem;
    this.#concepts[index] = this.#conceptsOf(units, start, end);
    this.#addCharacters(units, start, end);
  }

  #conceptsOf(units: Uint16Array, start: number, end: number): readonly number[] {
    if (end - start > 1 || characterKind(units[start] ?? 0) !== IDEOGRAPH) {
      return this.book.conceptsOf(units, start, end);
    }
    // Written without spaces: the longest known word that begins here.
    for (let length = LONGEST_UNSPACED; length > 0; length--) {
      if (start + length > units.length) continue;
      const found = this.book.conceptsOf(units, start, start + length);
      if (found.length > 0) return found;
    }
    return NONE;
  }

  /** Runs of characters, the ends of the word counted as characters. */
  #addCharacters(units: Uint16Array, start: number, end: number): void {
    for (let from = start - 1; from <= end - SHORTEST_RUN + 1; from++) {
      let state = RUN_START;
      const last = Math.min(end, from + LONGEST_RUN - 1);
      for (let at = from; at <= last; at++) {
        state = hashUnit(state, at < start ? WORD_START : at === end ? WORD_END : (units[at] ?? 0));
        if (at - from >= SHORTEST_RUN - 1) this.#runs.add(joinHashes(state, SALT.run));
      }
    }
  }

  #addRunsOfWords(index: number, length: number): void {
    const word = this.#hashes[index] ?? 0;
    this.#words.add(joinHashes(word, SALT.word));
    if (index + 1 >= length) return;
    const two = joinHashes(word, this.#hashes[index + 1] ?? 0);
    this.#words.add(two);
    if (index + 2 < length) this.#words.add(joinHashes(two, this.#hashes[index + 2] ?? 0));
  }

  #addConcepts(index: number, length: number): void {
    const concepts = this.#concepts[index] ?? NONE;
    for (let at = 0; at < concepts.length; at++) {
      const concept = concepts[at] ?? 0;
      this.#abouts.add(joinHashes(concept, SALT.concept));
      this.#addPairs(concept, index, Math.min(length, index + CONCEPTS_APART + 1));
      const last = Math.min(length - 1, index + WORD_APART);
      for (let near = Math.max(0, index - WORD_APART); near <= last; near++) {
        if (near === index) continue;
        const side = near < index ? SALT.before : SALT.after;
        this.#abouts.add(joinHashes(this.#stems[near] ?? 0, concept * 128 + side));
      }
    }
  }

  #addPairs(concept: number, index: number, end: number): void {
    for (let near = index + 1; near < end; near++) {
      const others = this.#concepts[near] ?? NONE;
      for (let at = 0; at < others.length; at++) {
        const other = others[at] ?? 0;
        if (other !== concept) this.#abouts.add(joinHashes(concept * 1024 + other, SALT.pair));
      }
    }
  }
}
