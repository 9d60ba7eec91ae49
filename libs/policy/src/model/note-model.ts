import { CATEGORIES, type Category } from '../verdict.js';
import { ConceptBook } from './concept-book.js';
import { readNoteModelFile, type NoteModelHeader } from './note-model-file.js';
import { FEATURE_GROUPS, FeatureReader, windowsOf, type Window } from './note-features.js';
import { readNoteWords, type NoteWords } from './note-words.js';
import { joinHashes } from './word-hash.js';

/** A category that a text can belong to: one of S1 to S11. */
export type NoteCategory = Exclude<Category, 'uninspectable'>;

const NOTE_CATEGORIES = CATEGORIES.filter(
  (category): category is NoteCategory => category !== 'uninspectable',
);

/**
 * A linear model over hashed features of notes: adds what no phrase list says. Immutable; keeps nothing of a text.
 * Time is linear in the text, memory bounded by it.
 */
export class NoteModel {
  readonly #weights: Int8Array;
  readonly #known: Uint8Array;
  readonly #categories: Int8Array;
  readonly #reader: FeatureReader;

  private constructor(
    readonly header: NoteModelHeader,
    tables: { readonly weights: Int8Array; readonly known: Uint8Array; readonly categories: Int8Array },
  ) {
    this.#weights = tables.weights;
    this.#known = tables.known;
    this.#categories = tables.categories;
    this.#reader = new FeatureReader(new ConceptBook(header.concepts));
  }

  /** @throws PolicyError `model-malformed` when the bytes are not those of a model of this format. */
  static read(bytes: Uint8Array): NoteModel {
    const { header, ...tables } = readNoteModelFile(bytes);
    return new NoteModel(header, tables);
  }

  /** Log-odds that the text carries status information; the highest of its windows. */
  scoreOf(text: string, evidence: ReadonlySet<string>): number {
    const words = readNoteWords(text);
    let score = Number.NEGATIVE_INFINITY;
    for (const window of windowsOf(words)) score = Math.max(score, this.#scoreOf(words, window, evidence));
    return score;
  }

  /** Share of the words of a text, 0 to 1, that training met; 1 for a text without words. */
  knownShareOf(text: string): number {
    const words = readNoteWords(text);
    const { length } = words.starts;
    if (length === 0) return 1;
    let known = 0;
    for (let word = 0; word < length; word++) if (isKnown(this.#known, words, word)) known++;
    return known / length;
  }

  /** The most likely kind of status information in a text that was found to carry some. */
  categoryOf(text: string, evidence: ReadonlySet<string>): NoteCategory {
    const words = readNoteWords(text);
    const { categoryBits, categoryScale, categoryBias } = this.header;
    const sums = [...categoryBias];
    const window = windowsOf(words)[0];
    if (window !== undefined) {
      this.#reader.read(words, window, evidence);
      for (let group = 0; group < FEATURE_GROUPS; group++) {
        this.#forEachFeature(group, (hash, value) => {
          const row = hash >>> (32 - categoryBits);
          for (let index = 0; index < sums.length; index++) {
            const weight = this.#categories[(index << categoryBits) + row] ?? 0;
            sums[index] = (sums[index] ?? 0) + weight * value * categoryScale;
          }
        });
      }
    }
    const best = sums.indexOf(Math.max(...sums));
    return NOTE_CATEGORIES[best] ?? 'S1';
  }

  #scoreOf(words: NoteWords, window: Window, evidence: ReadonlySet<string>): number {
    const { bits, scale, bias, groupWeights } = this.header;
    this.#reader.read(words, window, evidence);
    const shift = 32 - bits;
    let score = bias;
    for (let group = 0; group < FEATURE_GROUPS; group++) {
      const features = this.#reader.groups[group];
      if (features === undefined || features.count === 0) continue;
      const { hashes, count } = features;
      let sum = 0;
      for (let index = 0; index < count; index++) sum += this.#weights[(hashes[index] ?? 0) >>> shift] ?? 0;
      score += (sum * scale * (groupWeights[group] ?? 1)) / Math.sqrt(count);
    }
    return score;
  }

  #forEachFeature(group: number, use: (hash: number, value: number) => void): void {
    const features = this.#reader.groups[group];
    if (features === undefined) return;
    const value = (this.header.groupWeights[group] ?? 1) / Math.sqrt(Math.max(1, features.count));
    for (let index = 0; index < features.count; index++) use(features.hashes[index] ?? 0, value);
  }
}

/** Place of a word in the table of known words, of `2 ** bits` bits. */
export function knownSlot({ units, starts, ends }: NoteWords, word: number, bits: number): number {
  let state = 0;
  for (let at = starts[word] ?? 0; at < (ends[word] ?? 0); at++) state = joinHashes(state, units[at] ?? 0);
  return state >>> (32 - bits);
}

function isKnown(known: Uint8Array, words: NoteWords, word: number): boolean {
  const slot = knownSlot(words, word, Math.log2(known.length * 8));
  return ((known[slot >>> 3] ?? 0) & (1 << (slot & 7))) !== 0;
}
