import { foldText } from '../folding/fold-text.js';
import { HASH_START, hashText, hashUnit } from './word-hash.js';

const NONE: readonly number[] = [];
const SHORTEST_STEM = 2;
/** Most characters of one word of a script that is written without spaces. */
export const LONGEST_UNSPACED = 4;

/**
 * What words are about, whatever their language: `avocate`, `lawyer` and `abogado` share one concept. Read from lines
 * `concept: word word stem* …`; a word may be in several.
 */
export class ConceptBook {
  readonly names: readonly string[];
  readonly #words = new Map<number, number[]>();
  readonly #stems = new Map<number, number[]>();
  /** One byte for each lower part of a known hash: most words are unknown, and told so at once. */
  readonly #known = new Uint8Array(2 ** 16);

  constructor(source: string) {
    const names: string[] = [];
    for (const line of source.split('\n')) {
      const colon = line.indexOf(':');
      if (line.startsWith('#') || colon < 1) continue;
      const name = line.slice(0, colon).trim();
      const known = names.indexOf(name);
      const concept = known >= 0 ? known : names.push(name) - 1;
      const words = line.slice(colon + 1).split(' ');
      for (const word of words) if (word.trim() !== '') this.#add(word.trim(), concept);
    }
    this.names = names;
  }

  /** Concepts of a word given as folded units; the same one may come twice. */
  conceptsOf(units: Uint16Array, start: number, end: number): readonly number[] {
    let found: readonly number[] = NONE;
    let state = HASH_START;
    for (let at = start; at < end; at++) {
      state = hashUnit(state, units[at] ?? 0);
      if (at - start + 1 < SHORTEST_STEM) continue;
      if (!this.#mayBeKnown(state)) continue;
      const stem = this.#stems.get(state);
      if (stem !== undefined) found = found === NONE ? stem : [...found, ...stem];
    }
    const word = this.#mayBeKnown(state) ? this.#words.get(state) : undefined;
    if (word === undefined) return found;
    return found === NONE ? word : [...found, ...word];
  }

  #mayBeKnown(hash: number): boolean {
    return this.#known[hash & 0xffff] !== 0;
  }

  #add(word: string, concept: number): void {
    const isStem = word.endsWith('*');
    const folded = foldText(isStem ? word.slice(0, -1) : word).lower;
    const key = hashText(folded);
    this.#known[key & 0xffff] = 1;
    const index = isStem ? this.#stems : this.#words;
    const concepts = index.get(key);
    if (concepts === undefined) index.set(key, [concept]);
    else if (!concepts.includes(concept)) concepts.push(concept);
  }
}
