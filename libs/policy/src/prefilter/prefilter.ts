import type { DocumentMemory } from '../screening/document-memory.js';
import { cellsOf } from '../decoding/cells-of.js';
import { namesIn } from '../decoding/names-in-text.js';
import { PICTURE } from '../folding/fold-code-point.js';
import { foldText } from '../folding/fold-text.js';
import type { Engine } from '../matching/engine.js';
import type { Token } from '../matching/token.js';
import { joinNameWords } from '../screening/names-above.js';
import { readName } from '../screening/read-tokens.js';
import { withoutSigns } from '../screening/without-signs.js';
import { isPlainId, withoutUuids } from '../decoding/plain-id.js';
import type { RuleWords } from './rule-words.js';
import { CLEAN } from './word-scan.js';

/** Characters of a text that is read word by word to be proved. */
const MAX_READ = 2_000;
/** Rows of names above a note, of which the words are kept. */
const MAX_NAMES = 64;
const LINE_ENDS = /[\n\r\t]/g;
const MAY_BE_JSON = /^\s*[[{"]/;

/** What is known of names and of values. */
export interface KnownNames {
  /** Whether a value has been seen to say nothing. */
  isKnown(text: string): boolean;
  /** Whether documents that were cleared held a text. */
  isRemembered(text: string): boolean;
  /** Whether a text spells out the name of a field that some rule could begin with. */
  saysAsName(text: string): boolean;
}

/**
 * Proves in one cheap pass that no rule can find anything in a text: none of the words that a finding needs is in
 * it, disguised or not, and nothing in it looks like an identifier. What needs decoding is decoded, and each view proved.
 * It errs on the side of looking closer.
 */
export class Prefilter {
  /** What the text that was cleared last says once it is decoded, itself first; undefined where nothing was decoded. */
  views: readonly string[] | undefined;
  /** Words of names above texts, by engine. */
  readonly #words = new Map<Engine, Map<string, readonly Token[]>>();
  /** The names above the text at hand. */
  #above: (() => readonly string[]) | undefined;

  /** The bits of the engines among the owners of words. */
  readonly #owners: number;

  /**
   * `engines`: one, or those of several packs that all have to be content; `ruleWords`: of these and others.
   */
  constructor(
    private readonly engines: readonly Engine[],
    private readonly ruleWords: RuleWords,
    private readonly names: KnownNames,
    private readonly memory: DocumentMemory,
  ) {
    this.#owners = engines.reduce((owners, engine) => owners | ruleWords.ownerOf(engine), 0);
  }

  /** Whether the text must be looked at closely. `above`: the names above it, the nearest last, where they are known. */
  suspects(text: string, above?: () => readonly string[]): boolean {
    this.views = undefined;
    this.#above = above;
    if (isPlainId(text)) return false;
    if (this.memory.isSuspect(text, this.#owners)) return true;
    if (mayBeginJson(text.charCodeAt(0)) && MAY_BE_JSON.test(text)) return true;
    return this.ruleWords.read(text) === CLEAN
      ? this.#suspectsPlain(text)
      : this.#suspectsView(withoutUuids(text));
  }

  /** Of whom of these engines the text read last holds words. */
  get #seenOwners(): number {
    return this.ruleWords.seen.owners & this.#owners;
  }

  /** A text that hides nothing. */
  #suspectsPlain(text: string): boolean {
    const { digits, mayHoldSigns, mayName } = this.ruleWords.seen;
    const owners = this.#seenOwners;
    if (owners !== 0 && this.#mayHoldPhrase(text, owners)) return true;
    if (digits > 0 || mayHoldSigns) {
      const { cased } = foldText(text);
      if (this.#holdsSigns(cased) || (digits > 0 && this.#holdsShape(text, cased))) return true;
    }
    return (mayName && this.names.saysAsName(text)) || this.#holdsPhraseAfterName(text, owners);
  }

  /** What is read of a text once it is decoded: each of its views must be clean. */
  #suspectsView(text: string): boolean {
    const views = this.memory.viewsOf(text);
    if (views.outcome === 'opaque') return true;
    this.views = views.texts;
    return views.texts.some((view) => {
      if (isPlainId(view) || this.names.isKnown(view)) return false;
      if (MAY_BE_JSON.test(view)) return true;
      const { cased } = foldText(view);
      this.ruleWords.readView(cased);
      if (this.#holdsSigns(cased)) return true;
      const owners = this.#seenOwners;
      if (owners !== 0 && this.#mayHoldPhrase(view, owners)) return true;
      const line = cased.replace(LINE_ENDS, ' ');
      if (this.#holdsShape(view, line)) return true;
      // A picture inside a number is read over.
      if (line.includes(PICTURE) && this.#hasShape(line.replaceAll(PICTURE, ''))) return true;
      return this.#suspectsNames(view, owners);
    });
  }

  #suspectsNames(view: string, owners: number): boolean {
    if (this.names.saysAsName(view) || this.#hasShapeAfterName(view)) return true;
    return this.#holdsPhraseAfterName(view, owners);
  }

  /** What follows a name is read by itself: letters that are spaced out may begin with it (`im_m.d i m m i g…`). */
  #holdsPhraseAfterName(text: string, owners: number): boolean {
    return owners !== 0 && namesIn(text).some(({ value }) => this.#mayHoldPhrase(value, owners));
  }

  /** A number that follows a name is read by itself: what is not seen may part the two (`name\u200bF-1`). */
  #hasShapeAfterName(view: string): boolean {
    for (const { value } of namesIn(view)) if (this.#hasShape(foldText(value).cased)) return true;
    return false;
  }

  /**
   * Whether a phrase of one of these owners may be there: by the words around those that it is looked for by, as the
   * close look reads them. What takes too many steps, or is long, is left to the close look.
   */
  #mayHoldPhrase(text: string, owners: number): boolean {
    return (
      text.length > MAX_READ ||
      cellsOf(text).length > 0 ||
      this.engines.some(
        (engine) => (owners & this.ruleWords.ownerOf(engine)) !== 0 && this.#mayHoldPhraseOf(engine, text),
      )
    );
  }

  #mayHoldPhraseOf(engine: Engine, text: string): boolean {
    const mayHold = this.#mayFindPhraseOf(engine, withoutUuids(text));
    if (mayHold) this.memory.suspect(text, this.ruleWords.ownerOf(engine));
    return mayHold;
  }

  #mayFindPhraseOf(engine: Engine, text: string): boolean {
    const { phrases } = engine;
    const readings = this.memory
      .readingsOf(text, phrases.vocabulary)
      .filter(({ tokens }) => phrases.mayBeFoundBy(tokens));
    const above = readings.length === 0 ? [] : (this.#above?.() ?? []);
    if (above.length === 0) return readings.length > 0;
    const names = this.#wordsOf(above, engine);
    return readings.some(({ tokens }) => phrases.find([...names, ...tokens])?.size !== 0);
  }

  /** Whether a code holds a word that, with one in the code beside it, may be a pair of misspelt words. */
  mayHoldHalf(code: string): boolean {
    return this.engines.some(({ phrases: { vocabulary } }) => {
      const words = [
        ...(foldText(code).lower.match(/[a-z]+/g) ?? []),
        ...this.memory.readingsOf(code, vocabulary).flatMap(({ tokens }) => tokens.map(({ word }) => word)),
      ];
      return words.some((word) => vocabulary.pairs.mayBeOne(word));
    });
  }

  /** The words of names. Those that the same names had before are kept, if all of them are remembered anyway. */
  #wordsOf(names: readonly string[], engine: Engine): readonly Token[] {
    const known = this.#words.get(engine) ?? new Map<string, readonly Token[]>();
    const all = JSON.stringify(names);
    const before = known.get(all);
    if (before !== undefined) return before;
    const words = joinNameWords(names, (name) => readName(name, engine.phrases.vocabulary).tokens);
    if (!names.every((name) => this.names.isRemembered(name))) return words;
    if (known.size >= MAX_NAMES) known.clear();
    this.#words.set(engine, known.set(all, words));
    return words;
  }

  /** Signs inside a word may stand for letters (`p3rm!$`). */
  #holdsSigns(folded: string): boolean {
    return this.ruleWords.seen.mayHoldSigns && withoutSigns(folded) !== folded;
  }

  #hasShape(text: string): boolean {
    const { digits, capitals } = this.ruleWords.seen;
    return this.engines.some((engine) => engine.hasShape(text, digits, capitals));
  }

  /** The same of a text by itself, or of a cell of it where it is a table. */
  #holdsShape(text: string, whole: string): boolean {
    return this.#hasShape(whole) || cellsOf(text).some((cell) => this.#hasShape(foldText(cell.text).cased));
  }
}

function mayBeginJson(unit: number): boolean {
  return unit <= 0x22 || unit === 0x5b || unit === 0x7b || unit > 0x7f;
}
