import type { LetterTurn } from '../decoding/letter-turns.js';
import { withoutAttached, writtenAlike } from './attached-words.js';
import { FuzzyIndex } from './fuzzy-index.js';
import { LetterTree, LOST, ROOT } from './letter-tree.js';
import { MisspeltPairs } from './misspelt-pairs.js';

/** A word of a pattern: exact, or the beginning of a word; with capitals, only when the text has capitals too. */
export interface WordSpec {
  readonly word: string;
  readonly isPrefix: boolean;
  readonly isCapitals: boolean;
}

const NONE: readonly number[] = Object.freeze([]);
const MIN_SEGMENTED = 10;
const MAX_SEGMENTED = 80;
const MAX_CONNECTOR = 4;
/** What a letter after the known beginning of a word counts for, against one that a pattern names. */
const UNKNOWN_LETTER = 0.2;

const EXACT = 1;
const CAPITALS = 2;
const PREFIX = 4;

/** What a row of the tree ends: matchers, and the answers to look-ups that end there, made when first asked for. */
interface Ending {
  readonly exact: number[];
  readonly capitals: number[];
  readonly prefix: number[];
  /** Prefixes on the way to it, its own included. */
  begun?: readonly number[];
  whole?: readonly number[];
  wholeInCapitals?: readonly number[];
}

/** Short known words alone make up too many ordinary ones (`a-visa-dos`). */
function areMostlyLong(words: readonly string[], length: number): boolean {
  const long = words.reduce((sum, word) => (word.length >= 4 ? sum + word.length : sum), 0);
  return long >= length * 0.7;
}

/**
 * Every word that some pattern names, as one tree over characters. A lookup answers which word classes of the
 * patterns ("matchers") a word of the text belongs to.
 */
export class Vocabulary {
  readonly #tree = new LetterTree();
  readonly #endings: (Ending | undefined)[] = [];
  /** What each row ends, as bits. */
  #marks = new Uint8Array(1024);
  readonly #exactWords = new Set<string>();
  readonly #connectors = new LetterTree();
  readonly #isConnector: boolean[] = [];
  readonly #fuzzy: FuzzyIndex;
  /** Pairs of words that may hold an error each. */
  readonly pairs: MisspeltPairs;
  readonly #best = new BestCuts();
  #numberMatchers: readonly number[] = NONE;
  /** Of each everyday word whether it is no other word misspelt or run together; undefined until that is asked. */
  readonly #everyday: Map<string, boolean | undefined>;
  readonly #joins = new Map<readonly number[], Map<readonly number[], readonly number[]>>();

  /**
   * `notTypos` are ordinary words one letter away from a word of a pattern; `connectors` may join run-on words; `common` are
   * everyday words, which are no typing errors in pairs; `everyday` are those that are met most: what they are is remembered.
   */
  constructor(
    notTypos: Iterable<string> = [],
    connectors: Iterable<string> = [],
    common: ReadonlyMap<string, number> = new Map(),
    everyday: readonly string[] = [],
  ) {
    this.#everyday = new Map(everyday.map((word) => [word, undefined]));
    this.#fuzzy = new FuzzyIndex(notTypos);
    this.pairs = new MisspeltPairs((word) => common.has(word) || this.#fuzzy.isOrdinary(word));
    for (const word of connectors)
      if (word.length <= MAX_CONNECTOR) this.#isConnector[this.#connectors.add(word)] = true;
  }

  add(spec: WordSpec, matcher: number): void {
    const row = this.#tree.add(writtenAlike(spec.word));
    const ending = (this.#endings[row] ??= { exact: [], capitals: [], prefix: [] });
    if (spec.isCapitals) ending.capitals.push(matcher);
    else if (spec.isPrefix) ending.prefix.push(matcher);
    else ending.exact.push(matcher);
    this.#mark(row, spec.isCapitals ? CAPITALS : spec.isPrefix ? PREFIX : EXACT);
    if (!spec.isCapitals) this.#fuzzy.add(spec.word, spec.isPrefix);
    if (!spec.isCapitals && !spec.isPrefix) this.#exactWords.add(spec.word);
  }

  addNumber(matcher: number): void {
    this.#numberMatchers = [...this.#numberMatchers, matcher];
  }

  /** The words that patterns name in full. */
  exactWords(): Iterable<string> {
    return this.#exactWords;
  }

  /** Words that a typing error may be read as, and whether each is only the beginning of a word. */
  fuzzyWords(): Iterable<readonly [word: string, isPrefix: boolean]> {
    return this.#fuzzy.words();
  }

  /** Matchers of a word of folded, lower-case text; an empty list for a word that no pattern names. */
  lookup(text: string, isCapitals: boolean): readonly number[] {
    const word = writtenAlike(text);
    const found = this.#walk(word, isCapitals);
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57) return this.#joined(found, this.#numberMatchers);
    let all = found;
    for (const bare of withoutAttached(word)) all = this.#joined(all, this.#walk(bare, isCapitals));
    return all;
  }

  /** The matchers of a token, and of a word that it may be meant for. */
  lookupAlso(matchers: readonly number[], word: string): readonly number[] {
    return this.#joined(matchers, this.lookup(word, false));
  }

  /** Two lists as one, the same one each time: what follows from a list is remembered by it. */
  #joined(some: readonly number[], more: readonly number[]): readonly number[] {
    if (some.length === 0 || more.length === 0) return joined(some, more);
    let joins = this.#joins.get(some);
    if (joins === undefined) this.#joins.set(some, (joins = new Map<readonly number[], readonly number[]>()));
    let both = joins.get(more);
    if (both === undefined) joins.set(more, (both = joined(some, more)));
    return both;
  }

  has(word: string): boolean {
    return this.#walk(word, false).length > 0;
  }

  /** Whether a pattern names a word, or its beginning, with its ASCII characters turned into others. */
  hasTurned(word: string, units: Uint8Array): boolean {
    let isBegun = false;
    let row = ROOT;
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      row = this.#tree.step(row, units[unit] ?? unit);
      if (row === LOST) return isBegun;
      if ((this.#marksOf(row) & PREFIX) !== 0) isBegun = true;
    }
    return isBegun || (this.#marksOf(row) & EXACT) !== 0;
  }

  /** The word of a pattern that a long word is one typing error away from, if there is one. */
  correct(word: string): string | undefined {
    return this.#fuzzy.correct(word);
  }

  /** Whether a word is known to be no other word misspelt, one of a pair or several run together. */
  isPlain(word: string): boolean {
    const known = this.#everyday.get(word);
    if (known !== undefined || !this.#everyday.has(word)) return known === true;
    const isPlain =
      !this.pairs.mayBeOne(word) && this.segment(word) === undefined && this.correct(word) === undefined;
    this.#everyday.set(word, isPlain);
    return isPlain;
  }

  /** Whether a short word may stand between two of a pair (`demandeur d'asile`). */
  mayConnect(word: string): boolean {
    return this.#isConnector[this.#connectors.rowOf(word)] === true;
  }

  /** Whether a pattern names exactly this word. */
  isExact(word: string): boolean {
    return (this.#marksOf(this.#tree.rowOf(word)) & EXACT) !== 0;
  }

  /** Whether a pattern names exactly this word read from its end. */
  isExactReversed(word: string): boolean {
    return (this.#marksOf(this.#tree.rowOfReversed(word)) & EXACT) !== 0;
  }

  /** Whether a pattern names exactly this word with its letters exchanged. */
  isExactTurned(word: string, turn: LetterTurn): boolean {
    return (this.#marksOf(this.#tree.rowOfTurned(word, turn)) & EXACT) !== 0;
  }

  /** A run-on of known words, taken apart: `statusincanada` → `status`, `in`, `canada`. */
  segment(run: string): readonly string[] | undefined {
    const { length } = run;
    if (length < MIN_SEGMENTED || length > MAX_SEGMENTED) return undefined;
    const best = this.#best.begin(length);
    for (let at = 0; at < length; at++) {
      if (best.reaches(at)) this.#cutFrom(run, at, best);
    }
    if (!best.reaches(length)) return undefined;
    const words = best.wordsOf(run);
    return words.length > 1 && areMostlyLong(words, length) ? words : undefined;
  }

  #walk(word: string, isCapitals: boolean): readonly number[] {
    const tree = this.#tree;
    let found: readonly number[] = NONE;
    let row = ROOT;
    for (let at = 0; at < word.length; at++) {
      row = tree.step(row, word.charCodeAt(at));
      if (row === LOST) return found;
      if ((this.#marksOf(row) & PREFIX) === 0) continue;
      const ending = this.#endings[row];
      if (ending !== undefined) found = ending.begun ??= joined(found, ending.prefix);
    }
    const ending = this.#endings[row];
    if (ending === undefined) return found;
    const whole = (ending.whole ??= joined(found, ending.exact));
    return isCapitals ? (ending.wholeInCapitals ??= joined(whole, ending.capitals)) : whole;
  }

  /** Follows every known word, connector or beginning of a known word that runs to the end. */
  #cutFrom(run: string, from: number, best: BestCuts): void {
    let row = ROOT;
    for (let at = from; at < run.length && row !== LOST; at++) {
      row = this.#tree.step(row, run.charCodeAt(at));
      const marks = this.#marksOf(row);
      if (marks !== 0) addEnds(best, marks, run, from, at + 1);
    }
    row = ROOT;
    for (let at = from; at < run.length && row !== LOST; at++) {
      row = this.#connectors.step(row, run.charCodeAt(at));
      if (this.#isConnector[row] === true) best.add(from, at + 1, at + 1 - from);
    }
  }

  #marksOf(row: number): number {
    return this.#marks[row] ?? 0;
  }

  #mark(row: number, mark: number): void {
    if (row >= this.#marks.length) {
      const marks = new Uint8Array(row * 2);
      marks.set(this.#marks);
      this.#marks = marks;
    }
    this.#marks[row] = this.#marksOf(row) | mark;
  }
}

function joined(some: readonly number[], more: readonly number[]): readonly number[] {
  if (more.length === 0) return some;
  return some.length === 0 ? more : [...some, ...more];
}

/** Where a word may end that has been followed this far: here, and with a plural or at the end of the run. */
function addEnds(best: BestCuts, marks: number, run: string, from: number, end: number): void {
  const length = end - from;
  if (length >= 2 && (marks & (EXACT | CAPITALS)) !== 0) best.add(from, end, length);
  if ((marks & PREFIX) === 0 || length < 4) return;
  best.add(from, end, length);
  best.add(from, run.length, length + (run.length - end) * UNKNOWN_LETTER);
  const next = run[end];
  if (next === 's' || next === 'e') best.add(from, end + 1, length + 1);
}

/** The best way found so far to cut a run-on into words, for each place in it; longer words score higher. */
class BestCuts {
  readonly #scores = new Float64Array(MAX_SEGMENTED + 1);
  readonly #from = new Uint8Array(MAX_SEGMENTED + 1);
  #length = 0;

  /** Begins anew with a run-on of so many letters. */
  begin(length: number): this {
    this.#length = length;
    for (let at = 1; at <= length; at++) this.#scores[at] = -1;
    this.#scores[0] = 0;
    return this;
  }

  reaches(at: number): boolean {
    return (this.#scores[at] ?? -1) >= 0;
  }

  /** A word between two places, of which so many letters are known. */
  add(from: number, end: number, known: number): void {
    const score = (this.#scores[from] ?? 0) + known ** 2;
    // Of two readings as good, the one with the longer first words: `refugee status`, not `refuge estatus`.
    if (score < (this.#scores[end] ?? 0)) return;
    this.#scores[end] = score;
    this.#from[end] = from;
  }

  wordsOf(run: string): readonly string[] {
    const words: string[] = [];
    for (let end = this.#length; end > 0; end = this.#from[end] ?? 0)
      words.unshift(run.slice(this.#from[end], end));
    return words;
  }
}
