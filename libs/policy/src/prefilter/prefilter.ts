import { reverseText, rot13 } from '../decoding/rearrange.js';
import { foldText } from '../folding/fold-text.js';
import { MIN_FUZZY, soundOf, SOUNDS } from '../matching/fuzzy-index.js';
import { NearWords } from '../matching/near-words.js';
import type { WordSpec } from '../matching/vocabulary.js';
import { isPlainId } from './plain-id.js';
import {
  CLASSED_CHARACTERS,
  CLASSES,
  DIGIT_CLASS,
  isPlainMark,
  ODD_CLASS,
  SYMBOL_CLASS,
} from './letter-classes.js';
import { BEGINS, ENDS, ENDS_IN_CAPITALS, LOST, ROOT, WordTree } from './word-tree.js';

const MIN_TURNED = 6;
const MAX_DIGITS = 5;
const MAX_RUN = 15;
const MIN_RUN_ON = 10;
const MIN_INSIDE = 4;
const MIN_MIXED = 5;
const MAX_SINGLES = 2;
const MAX_MIXED_WORDS = 2;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const PLAIN = /^[a-z]+$/;

/**
 * Proves in one cheap pass that no rule can find anything in a text: none of the words that a finding needs is in
 * it, disguised or not, and nothing in it needs decoding. It errs on the side of looking closer.
 */
export class Prefilter {
  readonly #triggers = new WordTree();
  readonly #turned = new WordTree();
  readonly #near = new NearWords();
  readonly #letters = new Uint32Array(MAX_RUN + 2);

  /**
   * `triggers`: words without one of which no rule finds anything. `turnable`: words of the patterns, that are also
   * read backwards and rotated. `correct`: the word that a long word is a typing error of.
   */
  constructor(
    triggers: Iterable<WordSpec>,
    turnable: Iterable<string>,
    private readonly correct: (word: string) => string | undefined,
  ) {
    for (const { word, isPrefix, isCapitals } of triggers) {
      this.#triggers.add(word, isPrefix ? BEGINS : isCapitals ? ENDS_IN_CAPITALS : ENDS);
      if (!isCapitals && word.length >= MIN_FUZZY && PLAIN.test(word))
        this.#near.add(word, soundOf(word), isPrefix);
    }
    for (const word of turnable) {
      if (word.length < MIN_TURNED || !PLAIN.test(word)) continue;
      this.#turned.add(reverseText(word), ENDS);
      this.#turned.add(rot13(word), ENDS);
    }
  }

  /** Whether the text must be looked at closely. */
  suspects(text: string): boolean {
    const first = text.charCodeAt(0);
    if (first === OPEN_BRACE || first === OPEN_BRACKET) return true;
    return !isPlainId(text) && this.#scan(text);
  }

  // One loop over the characters, with everything in local variables: this is what every clean string costs.
  // eslint-disable-next-line complexity -- split up, it runs at a third of the speed
  #scan(text: string): boolean {
    const { table, marks } = this.#triggers;
    const turnedTable = this.#turned.table;
    const { length } = text;
    let word = ROOT;
    // The same for a word that began before a sign inside it (`citi-zen`), and for one read backwards or rotated.
    let joined = LOST;
    let turned = ROOT;
    let letters = 0;
    let capitals = 0;
    let wordDigits = 0;
    let digits = 0;
    let singles = 0;
    let mixed = 0;
    for (let at = 0; at <= length; at++) {
      const unit = at < length ? text.charCodeAt(at) : 32;
      const kind =
        unit < CLASSED_CHARACTERS ? (CLASSES[unit] ?? ODD_CLASS) : isPlainMark(unit) ? 27 : ODD_CLASS;
      if (kind < DIGIT_CLASS) {
        const isCapital = (unit >= 65 && unit <= 90) || (unit >= 0xc0 && unit <= 0xde);
        if (isCapital ? letters > capitals : capitals > 1 && capitals === letters) return true;
        if (isCapital) capitals++;
        if (++letters > MAX_RUN || (wordDigits > 0 && letters + wordDigits >= MIN_MIXED)) return true;
        if (word !== LOST) word = table[(word << 5) + kind] ?? LOST;
        if (joined !== LOST) joined = table[(joined << 5) + kind] ?? LOST;
        if (((marks[word] ?? 0) | (marks[joined] ?? 0)) & BEGINS) return true;
        if (turned !== LOST) turned = turnedTable[(turned << 5) + kind] ?? LOST;
        continue;
      }
      if (letters > 0) {
        const mark = (marks[word] ?? 0) | (marks[joined] ?? 0);
        if (mark !== 0 && (mark & ENDS || capitals === letters)) return true;
        if (letters >= MIN_TURNED && this.#isStrange(turned, text, at - letters, at)) return true;
        singles = letters > 1 ? 0 : singles + 1;
        if (singles > MAX_SINGLES) return true;
      }
      if (kind === DIGIT_CLASS) {
        wordDigits++;
        if ((letters === 1 && capitals === 1) || (wordDigits === 1 && isFormNumber(text, at))) return true;
        if (++digits > MAX_DIGITS || (letters > 0 && letters + wordDigits >= MIN_MIXED)) return true;
        if (letters > 0 && wordDigits === 1 && ++mixed > MAX_MIXED_WORDS) return true;
        joined = LOST;
      } else {
        if (
          (kind === ODD_CLASS && !standsAlone(text, at, unit)) ||
          (kind === SYMBOL_CLASS && isInsideWord(text, at))
        )
          return true;
        if ((letters > 0 && wordDigits === 0) || (unit !== 32 && unit !== 45 && unit !== 46 && unit !== 44))
          digits = 0;
        // Two beginnings that could both go on are more than is kept track of here.
        if (joins(unit) && joined !== LOST && word !== LOST && letters > 0) return true;
        joined = joins(unit) ? (joined === LOST && letters > 0 ? word : joined) : LOST;
        letters = 0;
        wordDigits = 0;
      }
      word = ROOT;
      turned = ROOT;
      capitals = 0;
    }
    return false;
  }

  /** A long word that is one of a pattern backwards, misspelt, or run together with others. */
  #isStrange(turned: number, text: string, start: number, end: number): boolean {
    if ((this.#turned.marks[turned] ?? 0) !== 0) return true;
    if (end - start >= MIN_FUZZY - 1 && this.#isNearTrigger(text, start, end)) return true;
    if (end - start < MIN_RUN_ON) return false;
    return this.#triggers.holdsWord(foldText(text.slice(start, end)).lower, MIN_INSIDE);
  }

  #isNearTrigger(text: string, start: number, end: number): boolean {
    const letters = this.#letters;
    let previous = -1;
    let sounds = 0;
    let set = 0;
    for (let at = start; at < end; at++) {
      const sound = SOUNDS[CLASSES[text.charCodeAt(at)] ?? 0] ?? 0;
      if (sound === previous) continue;
      set |= 1 << sound;
      letters[++sounds] = set;
      previous = sound;
    }
    const first = SOUNDS[CLASSES[text.charCodeAt(start)] ?? 0] ?? 0;
    if (!this.#near.some(first, sounds, letters, accept)) return false;
    return this.correct(foldText(text.slice(start, end)).lower) !== undefined;
  }
}

const accept = (): boolean => true;

/** Signs inside a word broken in pieces (`citi-zen`), as against those between words. */
function joins(unit: number): boolean {
  return unit === 45 || unit === 46 || unit === 95 || unit === 47 || unit === 0xb7 || unit === 0x27;
}

/** A single letter, a dash and a digit: `I-94`, `F-1`. */
function isFormNumber(text: string, at: number): boolean {
  return (
    text[at - 1] === '-' &&
    at >= 2 &&
    /(?:^|[^A-Za-z0-9])[A-Z]$/.test(text.slice(Math.max(0, at - 3), at - 1))
  );
}

/** `50 %`, `mom + 2`, `a & b`: signs that begin an encoding only where a letter, a digit or `#` follows. */
function standsAlone(text: string, at: number, unit: number): boolean {
  if (unit !== 37 && unit !== 38 && unit !== 43 && unit !== 61) return false;
  const next = text.charCodeAt(at + 1);
  return at + 1 === text.length || next === 32 || next === 44 || next === 46 || next === 41;
}

function isInsideWord(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  return (CLASSES[before] ?? ODD_CLASS) < DIGIT_CLASS && (CLASSES[after] ?? ODD_CLASS) < DIGIT_CLASS;
}
