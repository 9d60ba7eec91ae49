import type { WordSpec } from './vocabulary.js';

/** Numbers are looked for only where a phrase has no word. */
const NEVER = 100;
const RARE = 1 / 100_000;
/** Letters that stand alone in French and English every few words. */
const FREQUENT_LETTERS = 'acdilnsty';

/**
 * How often words are met in ordinary notes, roughly: a phrase is looked for by the rarest of its words. By rank, as Zipf's
 * law has it; what is in no list is rare.
 */
export class WordFrequencies {
  readonly #frequencies = new Map<string, number>();
  readonly #sorted: readonly string[];

  /** `words`: from the commonest; each list that of another kind of text. */
  constructor(...lists: readonly (readonly string[])[]) {
    for (const words of lists)
      for (const [rank, word] of words.entries())
        this.#frequencies.set(word, (this.#frequencies.get(word) ?? 0) + 1 / (rank + 5));
    this.#sorted = [...this.#frequencies.keys()].sort();
  }

  /** Of all the words that one stands for, if it is the beginning of words. */
  of({ word, isCapitals, isPrefix }: WordSpec): number {
    if (/^[0-9]/.test(word)) return NEVER;
    if (isCapitals) return RARE;
    if (isPrefix) return this.#ofBeginning(word);
    if (/^[a-z]$/.test(word)) return FREQUENT_LETTERS.includes(word) ? 1 / 10 : 1 / 100;
    return this.#frequencies.get(word) ?? RARE;
  }

  #ofBeginning(beginning: string): number {
    let sum = beginning.length < 5 ? 1 / 5_000 : RARE;
    for (let at = this.#firstFrom(beginning); at < this.#sorted.length; at++) {
      const word = this.#sorted[at] ?? '';
      if (!word.startsWith(beginning)) break;
      sum += this.#frequencies.get(word) ?? 0;
    }
    return sum;
  }

  #firstFrom(beginning: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? '') < beginning) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
