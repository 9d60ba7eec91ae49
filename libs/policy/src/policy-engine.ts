import type { DocumentMemory } from './screening/document-memory.js';
import { viewsOf } from './decoding/views.js';
import { foldText } from './folding/fold-text.js';
import type { Engine } from './matching/engine.js';
import type { SecondOpinion } from './model/second-opinion.js';
import { KeyBook } from './prefilter/key-book.js';
import { Prefilter } from './prefilter/prefilter.js';
import type { RuleWords } from './prefilter/rule-words.js';
import { readName, readTokens } from './screening/read-tokens.js';
import type { Discovery } from './screening/discovery.js';
import type { DocumentParts, ProvedTexts } from './screening/document-parts.js';
import { Screener } from './screening/screener.js';
import type { ScreenedDocument } from './verdict.js';

const MAY_BE_JSON = /^\s*[[{"]/;
const PLAIN_NAME = /^[A-Za-z0-9_.:$@/ -]*$/;

/** The rules of one pack, and what a second opinion adds to them, over what the fast pass could not prove clean. */
export class PolicyEngine {
  readonly #prefilter: Prefilter;
  readonly #keys = new KeyBook({
    isSuspect: (name) => this.isSuspectKey(name),
    isSuspectLabel: (label) => this.isSuspectLabel(label),
    read: (name) => readName(name, this.engine.phrases.vocabulary).tokens,
  });

  /**
   * `words`: of this engine and others; `memory`: of the document at hand, shared with others; `secondOpinion`: asked about the
   * sentences that the rules cleared.
   */
  constructor(
    readonly engine: Engine,
    words: RuleWords,
    private readonly memory: DocumentMemory,
    private readonly secondOpinion?: SecondOpinion,
  ) {
    this.#prefilter = new Prefilter([engine], words, this.#keys, memory);
  }

  /** What is found in parts of a document of which the rest was proved clean; to be followed by `endDocument`. */
  findIn(document: ScreenedDocument, parts: DocumentParts, texts: ProvedTexts): Discovery | undefined {
    const fast = { prefilter: this.#prefilter, keys: this.#keys, texts, memory: this.memory };
    return new Screener(this.engine, { fast, secondOpinion: this.secondOpinion }).screen(document, parts);
  }

  /** Ends one document: the names of its fields are remembered only if it was cleared. */
  endDocument(isCleared: boolean): void {
    this.#keys.endDocument(isCleared);
  }

  /** What is found in all of a document by close screening alone. */
  findClosely(document: ScreenedDocument): Discovery | undefined {
    return new Screener(this.engine, { secondOpinion: this.secondOpinion }).screen(document);
  }

  /** What the rules find where nobody is asked: whatever is evidence decides. */
  findOnEvidence(document: ScreenedDocument): Discovery | undefined {
    return new Screener(this.engine).screen(document);
  }

  /** Whether a rule could begin with some word of a field name. */
  isSuspectKey(key: string): boolean {
    if (!PLAIN_NAME.test(key) || /[A-Za-z0-9]{16}/.test(key) || !this.#saysNothing(key)) return true;
    return this.isSuspectLabel(key);
  }

  /** Whether what a rule looks for could be found by some word of a name or a label, beside what it names. */
  isSuspectLabel(label: string): boolean {
    const { phrases } = this.engine;
    return phrases.mayBeFoundByName(readName(label, phrases.vocabulary).tokens);
  }

  /** Whether a name needs no decoding and no rule could find anything by any of its words or shapes, beside what it names. */
  #saysNothing(text: string): boolean {
    if (MAY_BE_JSON.test(text)) return false;
    const views = viewsOf(text);
    if (views.outcome === 'opaque' || views.texts.length > 1) return false;
    if (this.engine.hasShape(foldText(text).cased)) return false;
    const { phrases } = this.engine;
    const readings = readTokens(text, phrases.vocabulary);
    return !readings.some(({ tokens }) => phrases.mayBeFoundByName(tokens));
  }
}
