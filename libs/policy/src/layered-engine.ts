import type { Engine } from './matching/engine.js';
import type { SecondOpinion } from './model/second-opinion.js';
import { PolicyEngine } from './policy-engine.js';
import { CleanPass } from './prefilter/clean-pass.js';
import { KeyBook } from './prefilter/key-book.js';
import { Prefilter } from './prefilter/prefilter.js';
import type { Discovery } from './screening/screener.js';
import type { ScreenedDocument } from './verdict.js';

/**
 * The packs of a bundle, each with its own engine: its own words, its own look-alikes, its own typing errors. A drop
 * is what any of them finds, so what one pack says can only add drops, and never changes what another finds.
 */
export class LayeredEngine {
  readonly #layers: readonly PolicyEngine[];
  readonly #front: Front | undefined;

  /** `secondOpinion`: asked about the sentences that the rules of every pack cleared. */
  constructor(engines: readonly Engine[], secondOpinion?: SecondOpinion) {
    this.#layers = engines.map(
      // The evidence that the second opinion weighs is that of the base pack.
      (engine, index) => new PolicyEngine(engine, index === 0 ? secondOpinion : undefined),
    );
    this.#front = engines.length > 1 ? new Front(this.#layers, secondOpinion) : undefined;
  }

  /**
   * What the first pack that finds something finds; undefined when the document is clean.
   * `remembers`: whether the names of its fields may be kept in memory, if it is clean. Not of a document that
   * somebody else dropped.
   */
  find(document: ScreenedDocument, remembers = true): Discovery | undefined {
    let isKept = false;
    try {
      const discovery = this.#front?.proves(document) === true ? undefined : this.#search(document);
      isKept = remembers && discovery === undefined;
      return discovery;
    } finally {
      this.#front?.endDocument(isKept);
      for (const layer of this.#layers) layer.endDocument(isKept);
    }
  }

  /** Whether the fast pass alone clears a document. Nothing of it is remembered. */
  proves(document: ScreenedDocument): boolean {
    try {
      return this.#front?.proves(document) ?? this.#layers.every((layer) => layer.proves(document));
    } finally {
      this.#front?.endDocument(false);
    }
  }

  /** The same by close screening alone: what `find` must agree with. */
  findClosely(document: ScreenedDocument): Discovery | undefined {
    return firstDefined(this.#layers, (layer) => layer.findClosely(document));
  }

  #search(document: ScreenedDocument): Discovery | undefined {
    for (const [index, layer] of this.#layers.entries()) {
      // What the front could not prove, the largest pack would not prove either.
      const isSuspect = index === 0 && this.#front !== undefined;
      const discovery = isSuspect ? layer.searchSuspect(document) : layer.search(document);
      if (discovery !== undefined) return discovery;
    }
    return undefined;
  }
}

/** Proves a document clean for all packs in one pass; what it cannot prove is left to each of them. */
class Front {
  readonly #keys: KeyBook;
  readonly #cleanPass: CleanPass;

  constructor(layers: readonly PolicyEngine[], secondOpinion: SecondOpinion | undefined) {
    this.#keys = new KeyBook({
      isSuspect: (name) => layers.some((layer) => layer.isSuspectKey(name)),
      isSuspectLabel: (label) => layers.some((layer) => layer.isSuspectLabel(label)),
      read: () => [],
    });
    const prefilter = new Prefilter(
      layers.map(({ engine }) => engine),
      this.#keys,
    );
    this.#cleanPass = new CleanPass(prefilter, this.#keys, secondOpinion);
  }

  proves({ value, metadata }: ScreenedDocument): boolean {
    return this.#cleanPass.proves(value) && (metadata === undefined || this.#cleanPass.proves(metadata));
  }

  endDocument(isCleared: boolean): void {
    this.#keys.endDocument(isCleared);
  }
}

function firstDefined<Item, Value>(
  items: readonly Item[],
  valueOf: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of items) {
    const value = valueOf(item);
    if (value !== undefined) return value;
  }
  return undefined;
}
