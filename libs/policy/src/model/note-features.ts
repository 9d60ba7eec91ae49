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
const CHARACTERS = 1;
const CONCEPTS = 2;
const EVIDENCE = 3;
const CAPACITY = [256, 8192, 16384, 64] as const;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const STEM = 6;
/** How many words apart two concepts, and a word and a concept, still are a pair. */
const CONCEPTS_APART = 8;
const WORD_APART = 3;
const WORD_START = 0x5e;
const WORD_END = 0x24;
/** Keep apart the kinds of feature that would otherwise share their hashes. */
const SALT = { word: 11, run: 23, concept: 37, pair: 41, before: 53, after: 67, rule: 71 } as const;

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

/**
 * Features of one window of a text, as unsigned 32-bit hashes by group. One reader is used again and again: what a
 * call leaves in `groups` is valid until the next.
 */
export class FeatureReader {
  readonly groups = CAPACITY.map((capacity) => new Uint32Array(capacity));
  readonly counts = new Uint32Array(FEATURE_GROUPS);
  readonly #hashes = new Int32Array(WINDOW_WORDS);
  readonly #stems = new Int32Array(WINDOW_WORDS);
  readonly #concepts: (readonly number[])[] = [];

  constructor(private readonly book: ConceptBook) {}

  /** Reads `length` words, at most `WINDOW_WORDS`, beginning with word `first`; `evidence` are ids of rules. */
  read(words: NoteWords, { first, length }: Window, evidence: ReadonlySet<string>): void {
    this.counts.fill(0);
    this.#concepts.length = 0;
    for (let index = 0; index < length; index++) this.#readWord(words, first + index, index);
    for (let index = 0; index < length; index++) {
      this.#addRuns(index, length);
      this.#addConcepts(index, length);
    }
    if (evidence.size > 0) this.#add(EVIDENCE, joinHashes(0, SALT.rule));
    for (const rule of evidence) this.#add(EVIDENCE, joinHashes(hashText(rule), SALT.rule));
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
    this.#concepts.push(this.#conceptsOf(units, start, end));
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
    return [];
  }

  /** Runs of characters, the ends of the word counted as characters. */
  #addCharacters(units: Uint16Array, start: number, end: number): void {
    for (let from = start - 1; from <= end - SHORTEST_RUN + 1; from++) {
      let state = joinHashes(SALT.run, 0) | 0;
      for (let at = from; at < from + LONGEST_RUN && at <= end; at++) {
        state = hashUnit(state, at < start ? WORD_START : at === end ? WORD_END : (units[at] ?? 0));
        if (at - from + 1 >= SHORTEST_RUN) this.#add(CHARACTERS, joinHashes(state, SALT.run));
      }
    }
  }

  #addRuns(index: number, length: number): void {
    const word = this.#hashes[index] ?? 0;
    this.#add(WORDS, joinHashes(word, SALT.word));
    if (index + 1 >= length) return;
    const two = joinHashes(word, this.#hashes[index + 1] ?? 0);
    this.#add(WORDS, two);
    if (index + 2 < length) this.#add(WORDS, joinHashes(two, this.#hashes[index + 2] ?? 0));
  }

  #addConcepts(index: number, length: number): void {
    for (const concept of this.#concepts[index] ?? []) {
      this.#add(CONCEPTS, joinHashes(concept, SALT.concept));
      this.#addPairs(concept, index, Math.min(length, index + CONCEPTS_APART + 1));
      const last = Math.min(length - 1, index + WORD_APART);
      for (let near = Math.max(0, index - WORD_APART); near <= last; near++) {
        if (near === index) continue;
        const side = near < index ? SALT.before : SALT.after;
        this.#add(CONCEPTS, joinHashes(this.#stems[near] ?? 0, concept * 128 + side));
      }
    }
  }

  #addPairs(concept: number, index: number, end: number): void {
    for (let near = index + 1; near < end; near++) {
      for (const other of this.#concepts[near] ?? []) {
        if (other !== concept) this.#add(CONCEPTS, joinHashes(concept * 1024 + other, SALT.pair));
      }
    }
  }

  #add(group: number, hash: number): void {
    const count = this.counts[group] ?? 0;
    const features = this.groups[group];
    if (features === undefined || count >= features.length) return;
    features[count] = hash;
    this.counts[group] = count + 1;
  }
}
