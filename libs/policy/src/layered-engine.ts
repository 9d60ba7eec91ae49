import { DocumentMemory } from './screening/document-memory.js';
import type { Engine } from './matching/engine.js';
import type { SecondOpinion } from './model/second-opinion.js';
import { PolicyEngine } from './policy-engine.js';
import { Front } from './prefilter/front.js';
import { RuleWords } from './prefilter/rule-words.js';
import { withAcronymsReplaced } from './screening/defined-acronyms.js';
import type { Discovery } from './screening/discovery.js';
import type { ScreenedDocument } from './verdict.js';

/**
 * The packs of a bundle, each with its own engine: its own words, its own look-alikes, its own typing errors. A drop
 * is what any of them finds, so what one pack says can only add drops, and never changes what another finds.
 *
 * Two speeds over them: proof of cleanness first, close screening where it fails. One verdict.
 */
export class LayeredEngine {
  readonly #layers: readonly PolicyEngine[];
  readonly #front: Front;
  readonly #memory = new DocumentMemory();
  readonly #words: RuleWords;

  /** `secondOpinion`: asked about the sentences that the rules of every pack cleared. */
  constructor(engines: readonly Engine[], secondOpinion?: SecondOpinion) {
    const words = new RuleWords(engines);
    const layers = engines.map(
      // The evidence that the second opinion weighs is that of the base pack.
      (engine, index) =>
        new PolicyEngine(engine, words, this.#memory, index === 0 ? secondOpinion : undefined),
    );
    const names = {
      isSuspect: (name: string) => layers.some((layer) => layer.isSuspectKey(name)),
      isSuspectLabel: (label: string) => layers.some((layer) => layer.isSuspectLabel(label)),
      read: () => [],
    };
    this.#layers = layers;
    this.#words = words;
    this.#front = new Front(engines, words, names, this.#memory, secondOpinion);
  }

  /**
   * What the first pack that finds something finds; undefined when the document is clean.
   * `remembers`: whether the names of its fields may be kept in memory, if it is clean. Not of a document that
   * somebody else dropped.
   */
  find(document: ScreenedDocument, remembers = true): Discovery | undefined {
    let isKept = false;
    try {
      const parts = this.#front.partsToSee(document);
      const discovery =
        parts && firstDefined(this.#layers, (layer) => layer.findIn(document, parts, this.#front.texts));
      isKept = remembers && discovery === undefined;
      return this.#unlessTakenBack(document, discovery);
    } finally {
      this.#memory.forget();
      this.#words.forget();
      this.#front.endDocument(isKept);
      for (const layer of this.#layers) layer.endDocument(isKept);
    }
  }

  /** Whether the fast pass alone clears a document. Nothing of it is remembered. */
  proves(document: ScreenedDocument): boolean {
    try {
      return this.#front.partsToSee(document) === undefined;
    } finally {
      this.#memory.forget();
      this.#words.forget();
      this.#front.endDocument(false);
    }
  }

  /** The same by close screening alone: what `find` must agree with. */
  findClosely(document: ScreenedDocument): Discovery | undefined {
    const discovery = firstDefined(this.#layers, (layer) => layer.findClosely(document));
    return this.#unlessTakenBack(document, discovery);
  }

  /**
   * A document may say what an acronym in it stands for. Where nothing is found once that is read instead, nothing was
   * said: neither with the second opinion nor without, where whatever is evidence decides. Only of what the base pack finds;
   * what another finds stays.
   */
  #unlessTakenBack(document: ScreenedDocument, discovery: Discovery | undefined): Discovery | undefined {
    if (discovery === undefined || discovery.category === 'uninspectable') return discovery;
    const value = withAcronymsReplaced(document.value);
    if (value === undefined) return discovery;
    const meant = { ...document, value };
    const [base, ...others] = this.#layers;
    const stays =
      base === undefined ||
      others.some((layer) => layer.findClosely(document) !== undefined) ||
      base.findClosely(meant) !== undefined ||
      base.findOnEvidence(meant) !== undefined;
    return stays ? discovery : undefined;
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
