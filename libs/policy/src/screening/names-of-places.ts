import type { Token } from '../matching/token.js';
import type { Vocabulary } from '../matching/vocabulary.js';
import type { KeyBook } from '../prefilter/key-book.js';
import { joinNameWords } from './names-above.js';
import type { Place, Words } from './place.js';
import { readName } from './read-tokens.js';

/** The names and labels above the places of one document, and what their words are. */
export class NamesOfPlaces {
  readonly #words = new Map<string, readonly Token[]>();
  /** Of the names that were read into words. */
  characters = 0;

  /** `keys`: what is known of names before; without it every name is taken for one that says something. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly keys?: KeyBook,
  ) {}

  memberOf(parent: Place, key: string): Place {
    return this.named({ ...parent, parent, key, index: undefined, depth: parent.depth + 1 }, key);
  }

  /** A place with one more field name above it. */
  named(place: Place, name: string): Place {
    const isNamed = place.isNamed || this.keys === undefined || this.keys.saysAsKey(name);
    return { ...place, isNamed, words: { before: place.words, name } };
  }

  /** A place with a label above it. */
  labelled(place: Place, label: string): Place {
    const isNamed = place.isNamed || this.keys === undefined || this.keys.saysAsLabel(label);
    return { ...place, isNamed, words: { before: place.words, name: label } };
  }

  /** The words of the field names above a place, the nearest last. */
  wordsOf(place: Place): readonly Token[] {
    const names: string[] = [];
    for (let at: Words | undefined = place.words; at !== undefined; at = at.before)
      if (at.name !== undefined) names.unshift(at.name);
    return joinNameWords(names, (name) => this.#wordsOfName(name));
  }

  #wordsOfName(name: string): readonly Token[] {
    let words = this.#words.get(name);
    if (words === undefined) {
      this.characters += name.length;
      words = this.keys === undefined ? readName(name, this.vocabulary).tokens : this.keys.wordsOf(name);
      this.#words.set(name, words);
    }
    return words;
  }
}
