import { viewsOf } from './decoding/views.js';
import { foldText } from './folding/fold-text.js';
import type { Engine } from './matching/engine.js';
import type { SecondOpinion } from './model/second-opinion.js';
import { CleanPass } from './prefilter/clean-pass.js';
import { KeyBook } from './prefilter/key-book.js';
import { Prefilter } from './prefilter/prefilter.js';
import { readName, readTokens } from './screening/read-tokens.js';
import { Screener, type Discovery } from './screening/screener.js';
import type { ScreenedDocument } from './verdict.js';

const MAY_BE_JSON = /^\s*[[{"]/;
const PLAIN_NAME = /^[A-Za-z0-9_.:$@/ -]*$/;

/** The two speeds over one engine: proof of cleanness first, close screening where it fails. One verdict. */
export class PolicyEngine {
  readonly #prefilter: Prefilter;
  readonly #keys = new KeyBook({
    isSuspect: (name) => this.isSuspectKey(name),
    isSuspectLabel: (label) => this.isSuspectLabel(label),
    read: (name) => readName(name, this.engine.phrases.vocabulary).tokens,
  });
  readonly #cleanPass: CleanPass;

  /** `secondOpinion`: asked about the sentences that the rules cleared. */
  constructor(
    readonly engine: Engine,
    private readonly secondOpinion?: SecondOpinion,
  ) {
    this.#prefilter = new Prefilter([engine], this.#keys);
    this.#cleanPass = new CleanPass(this.#prefilter, this.#keys, secondOpinion);
  }

  /** What is found in the document; undefined when it is clean. */
  find(document: ScreenedDocument): Discovery | undefined {
    const discovery = this.search(document);
    this.endDocument(discovery === undefined);
    return discovery;
  }

  /** The same, to be followed by `endDocument`: whoever asks several engines ends once it knows what all of them say. */
  search(document: ScreenedDocument): Discovery | undefined {
    return this.#isProvedClean(document) ? undefined : this.searchSuspect(document);
  }

  /** The same, for a document that was not proved clean. */
  searchSuspect(document: ScreenedDocument): Discovery | undefined {
    const fast = { prefilter: this.#prefilter, keys: this.#keys };
    return new Screener(this.engine, { fast, secondOpinion: this.secondOpinion }).screen(document);
  }

  /** Ends one document: the names of its fields are remembered only if it was cleared. */
  endDocument(isCleared: boolean): void {
    this.#keys.endDocument(isCleared);
  }

  /** The same by close screening alone: what `find` must agree with. */
  findClosely(document: ScreenedDocument): Discovery | undefined {
    return new Screener(this.engine, { secondOpinion: this.secondOpinion }).screen(document);
  }

  /** Whether the fast pass alone clears a document. Nothing of it is remembered. */
  proves(document: ScreenedDocument): boolean {
    try {
      return this.#isProvedClean(document);
    } finally {
      this.endDocument(false);
    }
  }

  #isProvedClean({ value, metadata }: ScreenedDocument): boolean {
    return this.#cleanPass.proves(value) && (metadata === undefined || this.#cleanPass.proves(metadata));
  }

  /** Whether a rule could begin with some word of a field name. */
  isSuspectKey(key: string): boolean {
    if (!PLAIN_NAME.test(key) || /[A-Za-z0-9]{16}/.test(key) || !this.saysNothing(key)) return true;
    return this.isSuspectLabel(key);
  }

  /** Whether a rule could begin with some word of a label, or of a field name as it stands. */
  isSuspectLabel(label: string): boolean {
    const { phrases } = this.engine;
    return readName(label, phrases.vocabulary).tokens.some((token) => phrases.isTriggering(token));
  }

  /** Whether a text needs no decoding and no rule could begin with any of its words or shapes. */
  saysNothing(text: string): boolean {
    if (MAY_BE_JSON.test(text)) return false;
    const views = viewsOf(text);
    if (views.outcome === 'opaque' || views.texts.length > 1) return false;
    if (this.engine.hasShape(foldText(text).cased)) return false;
    const { phrases } = this.engine;
    const readings = readTokens(text, phrases.vocabulary);
    return !readings.some(({ tokens }) => tokens.some((token) => phrases.isTriggering(token)));
  }
}
