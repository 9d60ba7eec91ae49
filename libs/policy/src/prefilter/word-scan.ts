import { mayBeEncoded } from '../decoding/may-be-encoded.js';
import { withoutSpelling } from '../decoding/spelled-out.js';
import { foldText } from '../folding/fold-text.js';
import {
  BREAK_CLASS,
  CAPITAL,
  characterClass,
  CLASS_BITS,
  DIGIT_CLASS,
  FOREIGN_CLASS,
  ODD_CLASS,
  SYMBOL_CLASS,
} from './letter-classes.js';
import { BEGINS, ENDS, LOST, ROOT, type WordTree } from './word-tree.js';

/** The text is what it seems to be, and none of its words says anything, but for those in `owners`. */
export const CLEAN = 0;
/** The same of its words as they stand; it may be written in an encoding, or with other characters. */
export const LOOK = 1;

/** From here on long words are also looked at for what they hide. */
export const MIN_STRANGE = 6;
const MAX_SINGLES = 3;
const MIN_MIXED = 5;
/** Shorter runs of letters and digits are no encoding, and so many digits may be codes of characters. */
const LONG_RUN = 12;
const MANY_DIGITS = 10;
/** Letters of one word that are kept to look at it again. */
const MAX_LETTERS = 81;
const UNDERSCORE = 95;
const EXCLAMATION = 33;
const QUESTION = 63;
const BAR = 124;
const MIN_PAIRS = 5;
const NO_LETTER = -1;
const LAST_ASCII = 0x7f;
/** So many letters and digits one by one, or signs, may spell something out. */
const MANY_ALONE = 2;
const MANY_SIGNS = 10;
/** So many letters between two signs may be the ending of the word before (`réfugié·e·s`). */
const LONGEST_ENDING = 2;

/** What a scan asks about the few words that may hide another. */
export interface Hidden {
  /** Numbers that some rule begins with. */
  readonly numbers: readonly string[];
  /** All owners of words. */
  readonly everybody: number;
  /** Whether a long word may be one of a pattern, disguised. Its letters as numbers, 0 to 25. */
  isStrange(letters: Uint8Array, count: number): boolean;
  /** Whether letters are a word of everyday language. */
  isOrdinary(letters: Uint8Array, count: number): boolean;
  /** Whether a run of letters and digits reads as a word with digits for letters. */
  isLeet(run: string): boolean;
}

/** Reads the words of texts with the least work: one look into a table for each letter. Used by one reader at a time. */
export class WordScan {
  readonly #table: Uint16Array;
  readonly #marks: Uint8Array;
  readonly #owners: Uint8Array;
  /** The letters of the word at hand, 0 to 25. */
  readonly #letters = new Uint8Array(MAX_LETTERS);
  /** Letters of the word at hand and of those that end in a sign before it: a sign may stand inside a word. */
  readonly #chain = new Uint8Array(MAX_LETTERS);
  /** Digits of the text read last. */
  digits = 0;
  /** Capitals of it. */
  capitals = 0;
  /** Whether the text read last may hold a name as fields have it: `cit_stat`. */
  mayName = false;
  /** Whether it holds signs that letters are drawn with: `@`, `$`, `!`. */
  mayHoldSigns = false;
  /** Of whom it holds words that a phrase is looked for by, or what may be such a word in disguise; 0 for nobody. */
  owners = 0;

  constructor(
    triggers: WordTree,
    private readonly hidden: Hidden,
  ) {
    this.#table = triggers.table;
    this.#marks = triggers.marks;
    this.#owners = triggers.owners;
  }

  /** Reads a text as it was written. */
  read(text: string): number {
    return this.#scan(text, false);
  }

  /** Reads a decoded and folded text: nothing is hidden in it but what its words say. */
  readView(folded: string): void {
    const isBroken = /[\n\r]/.test(folded);
    // A word may be broken at the end of a line, whatever spaces stand there.
    this.#scan(isBroken ? folded.replace(/\s*[\n\r]\s*/g, '\n') : folded, true);
  }

  // One loop over the characters, with everything in local variables: this is what every clean string costs.
  // eslint-disable-next-line complexity, max-lines-per-function -- split up, it runs at a third of the speed
  #scan(text: string, isView: boolean): number {
    const table = this.#table;
    const marks = this.#marks;
    const kept = this.#letters;
    const { length } = text;
    let word = ROOT;
    // The same for words that began one, two and three signs ago (`ci-ti-ze-n`).
    let one = LOST;
    let two = LOST;
    let three = LOST;
    let letters = 0;
    let capitals = 0;
    let runLetters = 0;
    let runDigits = 0;
    let run = 0;
    let digits = 0;
    let singles = 0;
    let pairs = 0;
    let mayDecode = false;
    let isOdd = false;
    // Some word could go on behind the last sign.
    let isOpen = false;
    let mayHoldSigns = false;
    let mayName = false;
    let allCapitals = 0;
    let owners = 0;
    const everybody = this.hidden.everybody;
    const chain = this.#chain;
    let chained = 0;
    // Where the word at hand and the two before it begin in the chain.
    let here = 0;
    let before = 0;
    let first = 0;
    let alone = 0;
    let signs = 0;
    let maySpell = false;
    let last = NO_LETTER;
    let same = 0;
    let isDrawnOut = false;
    for (let at = 0; at <= length; at++) {
      const unit = at < length ? text.charCodeAt(at) : 32;
      const kind = characterClass(unit);
      const letter = kind & CLASS_BITS;
      if (letter < DIGIT_CLASS) {
        if ((kind & CAPITAL) !== 0) {
          if (letters > capitals) owners = everybody;
          capitals++;
          allCapitals++;
          if (runDigits > 0) mayDecode = true;
        } else if (capitals > 1 && capitals === letters) owners = everybody;
        if (letters < MAX_LETTERS) kept[letters] = letter;
        if (chained < MAX_LETTERS) chain[chained++] = letter;
        letters++;
        runLetters++;
        run++;
        if (letter !== last) {
          last = letter;
          same = 0;
        } else if (++same > 1) isDrawnOut = true;
        word = table[(word << 5) + letter] ?? LOST;
        if (((marks[word] ?? 0) & BEGINS) !== 0) {
          owners |= this.#owners[word] ?? 0;
        }
        if (one !== LOST || two !== LOST || three !== LOST) {
          one = table[(one << 5) + letter] ?? LOST;
          two = table[(two << 5) + letter] ?? LOST;
          three = table[(three << 5) + letter] ?? LOST;
          if ((((marks[one] ?? 0) | (marks[two] ?? 0) | (marks[three] ?? 0)) & BEGINS) !== 0)
            owners = everybody;
        }
        continue;
      }
      if (letter === FOREIGN_CLASS) {
        if (!isView) return LOOK;
        owners = everybody;
      } else if (unit > LAST_ASCII && !isView && mayLeadBytes(text.charCodeAt(at - 1))) return LOOK;
      if (letters > 0) {
        const mark = marks[word] ?? 0;
        if (mark !== 0 && ((mark & ENDS) !== 0 || capitals === letters)) {
          owners |= this.#owners[word] ?? 0;
        }
        if (owners !== everybody) {
          if (
            (((marks[one] ?? 0) | (marks[two] ?? 0) | (marks[three] ?? 0)) & ENDS) !== 0 ||
            (letters >= MIN_STRANGE && this.hidden.isStrange(kept, letters)) ||
            (here > 0 && this.#isStrangeTogether(chained, here, before, first))
          )
            owners = everybody;
        }
        singles = letters > 1 ? 0 : singles + 1;
        if (singles > MAX_SINGLES) owners = everybody;
      }
      if (letter === DIGIT_CLASS) {
        singles = 0;
        if (capitals > 1) mayDecode = true;
        digits++;
        runDigits++;
        run++;
        one = two = three = LOST;
        isOpen = false;
        chained = here = before = first = 0;
      } else {
        const size = runLetters + runDigits;
        if (size > 1) alone = 0;
        else if (size === 1 && ++alone > MANY_ALONE) maySpell = true;
        if (unit === EXCLAMATION || unit === BAR || letter === SYMBOL_CLASS) mayHoldSigns = true;
        if (runDigits > 0 && owners !== everybody && this.#isTelling(text, at, runLetters, runDigits))
          owners = everybody;
        if (letter === BREAK_CLASS) {
          if (unit === QUESTION && letters > 0 && isLetterAt(text, at + 1)) isOdd = true;
          one = two = three = LOST;
          chained = here = before = first = 0;
          pairs = run >= 2 && isHexAt(text, at - 1) && isHexAt(text, at - 2) ? (run > 2 ? 1 : pairs + 1) : 0;
          isOpen = false;
        } else {
          signs++;
          if (letter === ODD_CLASS) isOdd = true;
          else if (letter === SYMBOL_CLASS && isInsideWord(text, at)) owners = everybody;
          if (unit === UNDERSCORE) mayName = true;
          if (letters > 0) {
            if (isOpen && letters <= LONGEST_ENDING) owners = everybody;
            three = two;
            two = one;
            one = word;
            isOpen = one !== LOST || two !== LOST || three !== LOST;
            first = before;
            before = here;
            here = chained;
          }
        }
        if (run >= LONG_RUN || pairs >= MIN_PAIRS || (runDigits > 0 && runLetters > 0)) mayDecode = true;
        run = unit === 45 || unit === UNDERSCORE || unit === 47 ? run + 1 : 0;
        runLetters = 0;
        runDigits = 0;
      }
      word = ROOT;
      last = NO_LETTER;
      letters = 0;
      capitals = 0;
    }
    this.owners = owners;
    this.digits = digits;
    this.capitals = allCapitals;
    this.mayName = mayName;
    this.mayHoldSigns = mayHoldSigns;
    if (isView) return CLEAN;
    return isOdd ||
      isDrawnOut ||
      ((mayDecode || digits >= MANY_DIGITS) && mayBeEncoded(text)) ||
      ((maySpell || signs >= MANY_SIGNS) && withoutSpelling(text) !== text)
      ? LOOK
      : CLEAN;
  }

  /** Whether the last two or three words, which signs part, hide something as one word. Ordinary words hide nothing. */
  #isStrangeTogether(end: number, here: number, before: number, first: number): boolean {
    let areOrdinary = this.#isOrdinary(here, end);
    let next = here;
    for (const start of first === before ? [before] : [before, first]) {
      areOrdinary &&= this.#isOrdinary(start, next);
      next = start;
      const letters = this.#chain.subarray(start, end);
      if (areOrdinary || letters.length < MIN_STRANGE) continue;
      if (this.hidden.isStrange(letters, letters.length)) return true;
    }
    return false;
  }

  #isOrdinary(start: number, end: number): boolean {
    return this.hidden.isOrdinary(this.#chain.subarray(start, end), end - start);
  }

  /** A run of digits, or of letters and digits, that is a number some pattern names or a word written with digits. */
  #isTelling(text: string, end: number, letters: number, digits: number): boolean {
    const { numbers } = this.hidden;
    if (letters === 0 ? numbers.length === 0 : letters + digits < MIN_MIXED) return false;
    const run = foldText(text.slice(end - letters - digits, end)).lower;
    return numbers.some((number) => run.includes(number)) || (letters > 0 && this.hidden.isLeet(run));
  }
}

/** Letters that begin one of two or more bytes, where those were taken for characters (`Ã©`). */
function mayLeadBytes(unit: number): boolean {
  return unit >= 0xc2 && unit <= 0xf4;
}

function isHexAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at) | 32;
  return (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 102);
}

function isInsideWord(text: string, at: number): boolean {
  return isLetterAt(text, at - 1) && isLetterAt(text, at + 1);
}

function isLetterAt(text: string, at: number): boolean {
  const letter = characterClass(text.charCodeAt(at)) & CLASS_BITS;
  return letter < DIGIT_CLASS || letter === FOREIGN_CLASS;
}
