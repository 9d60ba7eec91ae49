import { viewsOf, type Views } from '../decoding/views.js';
import type { Vocabulary } from '../matching/vocabulary.js';
import { readTokens, type Reading } from './read-tokens.js';

const MAX_TEXTS = 64;
const MIN_LENGTH = 12;
/** Characters of a text whose words are kept. */
const MAX_READ = 2_000;

/** What was made of the texts of one document, which several readers ask for. Short texts are decoded anew sooner. */
export class DocumentMemory {
  readonly #views = new Map<string, Views>();
  readonly #suspects = new Map<string, number>();
  readonly #readings = new Map<Vocabulary, Map<string, readonly Reading[]>>();

  /** Keeps whose rules may find something in a text, as bits. */
  suspect(text: string, owners: number): void {
    if (this.#suspects.size < MAX_TEXTS) this.#suspects.set(text, (this.#suspects.get(text) ?? 0) | owners);
  }

  /** Whether rules of some of these owners were seen to find something, maybe, in a text. */
  isSuspect(text: string, owners: number): boolean {
    return this.#suspects.size > 0 && ((this.#suspects.get(text) ?? 0) & owners) !== 0;
  }

  viewsOf(text: string): Views {
    if (text.length < MIN_LENGTH) return viewsOf(text);
    let views = this.#views.get(text);
    if (views === undefined) {
      views = viewsOf(text);
      if (this.#views.size < MAX_TEXTS) this.#views.set(text, views);
    }
    return views;
  }

  /** The ways to part a text into words, as one vocabulary knows them. */
  readingsOf(text: string, vocabulary: Vocabulary): readonly Reading[] {
    if (text.length > MAX_READ) return readTokens(text, vocabulary);
    let known = this.#readings.get(vocabulary);
    if (known === undefined) this.#readings.set(vocabulary, (known = new Map<string, readonly Reading[]>()));
    let readings = known.get(text);
    if (readings === undefined) {
      readings = readTokens(text, vocabulary);
      if (known.size < MAX_TEXTS) known.set(text, readings);
    }
    return readings;
  }

  /** Nothing of a document outlives it. */
  forget(): void {
    if (this.#views.size > 0) this.#views.clear();
    if (this.#suspects.size > 0) this.#suspects.clear();
    for (const known of this.#readings.values()) if (known.size > 0) known.clear();
  }
}
