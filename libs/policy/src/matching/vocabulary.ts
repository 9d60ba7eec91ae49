import { FuzzyIndex } from './fuzzy-index.js';

/** A word of a pattern: exact, or the beginning of a word; with capitals, only when the text has capitals too. */
export interface WordSpec {
  readonly word: string;
  readonly isPrefix: boolean;
  readonly isCapitals: boolean;
}

interface Branch {
  readonly next: Map<number, Branch>;
  exact: number[];
  capitals: number[];
  prefix: number[];
}

const NONE: readonly number[] = Object.freeze([]);
const ARABIC_FIRST = 0x0600;
const ARABIC_LAST = 0x06ff;
const ARABIC_ATTACHED = /^(?:[وف])?(?:[بلك])?(?:ال|لل)?/u;
const MIN_SEGMENTED = 10;
const MAX_SEGMENTED = 80;
const MAX_CONNECTOR = 4;
/** What a letter after the known beginning of a word counts for, against one that a pattern names. */
const UNKNOWN_LETTER = 0.5;

/** Words that a run-on may be made of; longer words score higher than many short ones. */
interface Segmentation {
  readonly words: readonly string[];
  readonly score: number;
}

/** Where a word in a run-on may end, and for how many known letters it counts. */
interface WordEnd {
  readonly end: number;
  readonly known: number;
}

/** Short known words alone make up too many ordinary ones (`a-visa-dos`). */
function areMostlyLong(words: readonly string[], length: number): boolean {
  const long = words.reduce((sum, word) => (word.length >= 4 ? sum + word.length : sum), 0);
  return long >= length * 0.7;
}

function newBranch(): Branch {
  return { next: new Map(), exact: [], capitals: [], prefix: [] };
}

/**
 * Every word that some pattern names, as one tree over characters. A lookup answers which word classes of the
 * patterns ("matchers") a word of the text belongs to.
 */
export class Vocabulary {
  readonly #root = newBranch();
  readonly #fuzzy: FuzzyIndex;
  readonly #connectors: ReadonlySet<string>;
  #numberMatchers: readonly number[] = NONE;

  /** `notTypos` are ordinary words one letter away from a word of a pattern; `connectors` may join run-on words. */
  constructor(notTypos: Iterable<string> = [], connectors: Iterable<string> = []) {
    this.#fuzzy = new FuzzyIndex(notTypos);
    this.#connectors = new Set(connectors);
  }

  add(spec: WordSpec, matcher: number): void {
    let branch = this.#root;
    for (let at = 0; at < spec.word.length; at++) {
      const unit = spec.word.charCodeAt(at);
      let next = branch.next.get(unit);
      if (next === undefined) branch.next.set(unit, (next = newBranch()));
      branch = next;
    }
    if (spec.isCapitals) branch.capitals.push(matcher);
    else if (spec.isPrefix) branch.prefix.push(matcher);
    else branch.exact.push(matcher);
    if (!spec.isCapitals) this.#fuzzy.add(spec.word, spec.isPrefix);
  }

  addNumber(matcher: number): void {
    this.#numberMatchers = [...this.#numberMatchers, matcher];
  }

  /** The words that patterns name in full. */
  *exactWords(): Generator<string> {
    const open: [Branch, string][] = [[this.#root, '']];
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      const [branch, word] = last;
      if (branch.exact.length > 0) yield word;
      for (const [unit, next] of branch.next) open.push([next, word + String.fromCharCode(unit)]);
    }
  }

  /** Matchers of a word of folded, lower-case text; an empty list for a word that no pattern names. */
  lookup(word: string, isCapitals: boolean): readonly number[] {
    const found = this.#walk(word, isCapitals);
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57)
      return found.length === 0 ? this.#numberMatchers : [...found, ...this.#numberMatchers];
    if (found.length > 0 || first < ARABIC_FIRST || first > ARABIC_LAST) return found;
    const bare = word.replace(ARABIC_ATTACHED, '');
    return bare.length >= 2 && bare.length < word.length ? this.#walk(bare, isCapitals) : found;
  }

  has(word: string): boolean {
    return this.#walk(word, false).length > 0;
  }

  /** The word of a pattern that a long word is one typing error away from, if there is one. */
  correct(word: string): string | undefined {
    return this.#fuzzy.correct(word);
  }

  /** A run-on of known words, taken apart: `statusincanada` → `status`, `in`, `canada`. */
  segment(run: string): readonly string[] | undefined {
    if (run.length < MIN_SEGMENTED || run.length > MAX_SEGMENTED) return undefined;
    const best = new Map<number, Segmentation>([[0, { words: [], score: 0 }]]);
    for (let at = 0; at < run.length; at++) {
      const before = best.get(at);
      if (before !== undefined) this.#extendSegmentation(run, at, before, best);
    }
    const words = best.get(run.length)?.words ?? [];
    return words.length > 1 && areMostlyLong(words, run.length) ? words : undefined;
  }

  #extendSegmentation(run: string, at: number, before: Segmentation, best: Map<number, Segmentation>): void {
    for (const { end, known: letters } of this.#wordEnds(run, at)) {
      const score = before.score + letters ** 2;
      const known = best.get(end);
      if (known === undefined || known.score < score)
        best.set(end, { words: [...before.words, run.slice(at, end)], score });
    }
  }

  /** Whether a pattern names exactly this word. */
  isExact(word: string): boolean {
    let branch: Branch | undefined = this.#root;
    for (let at = 0; at < word.length && branch !== undefined; at++)
      branch = branch.next.get(word.charCodeAt(at));
    return branch !== undefined && branch.exact.length > 0;
  }

  #walk(word: string, isCapitals: boolean): readonly number[] {
    let branch = this.#root;
    let found: readonly number[] = NONE;
    const { length } = word;
    for (let at = 0; at < length; at++) {
      const next = branch.next.get(word.charCodeAt(at));
      if (next === undefined) return found;
      branch = next;
      if (branch.prefix.length > 0) found = found.length === 0 ? branch.prefix : [...found, ...branch.prefix];
    }
    if (branch.exact.length > 0) found = found.length === 0 ? branch.exact : [...found, ...branch.exact];
    if (isCapitals && branch.capitals.length > 0) found = [...found, ...branch.capitals];
    return found;
  }

  /** Where a known word, a connector or the beginning of a known word that runs to the end can stop. */
  #wordEnds(run: string, from: number): readonly WordEnd[] {
    const ends: WordEnd[] = [];
    let branch: Branch | undefined = this.#root;
    for (let at = from; at < run.length; at++) {
      branch = branch.next.get(run.charCodeAt(at));
      if (branch === undefined) break;
      addEnds(ends, branch, run, at + 1, at + 1 - from);
    }
    for (let length = 1; length <= MAX_CONNECTOR; length++) {
      if (this.#connectors.has(run.slice(from, from + length)))
        ends.push({ end: from + length, known: length });
    }
    return ends;
  }
}

/** Where a word may end that has been followed to a branch: there, and with a plural or at the end of the run. */
function addEnds(ends: WordEnd[], branch: Branch, run: string, end: number, length: number): void {
  if (length >= 2 && (branch.exact.length > 0 || branch.capitals.length > 0))
    ends.push({ end, known: length });
  if (branch.prefix.length === 0 || length < 4) return;
  const rest = (run.length - end) * UNKNOWN_LETTER;
  ends.push({ end, known: length }, { end: run.length, known: length + rest });
  if (run[end] === 's' || run[end] === 'e') ends.push({ end: end + 1, known: length + 1 });
}
