import type { FoldedText } from '../folding/fold-text.js';
import type { Token } from './token.js';
import type { Vocabulary } from './vocabulary.js';
import { characterKind, DIGIT, IDEOGRAPH, LETTER, OTHER } from './word-characters.js';

/** A single line end is only a wrapped line; an empty line ends a passage. */
const BREAKS = /[.;!?•|]|\n\s*\n/;
/** French endings that name both genders: réfugié·e·s, résident(e)s, demandeur/euse. */
const INCLUSIVE =
  /[·.(/-](?:ières?|ieres?|ères?|eres?|trices?|rices?|euses?|nes?|ves?|les?|tes?|ses?|es?|s)\)?(?:[·.-]?s(?![a-z]))?(?![\p{L}\p{N}])/uy;
/** Digits and the letters they stand for, `1` as `i` or as `l`. */
const LEET = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' };
const LEET_READINGS = [LEET, { ...LEET, '1': 'l' }].map((letters) => {
  const units = Uint8Array.from({ length: 128 }, (_, unit) => unit);
  for (const [digit, letter] of Object.entries(letters)) units[digit.charCodeAt(0)] = letter.charCodeAt(0);
  return units;
});
const DIGITS = 1;
const LATIN = 2;
const SPACE = 0x20;
const MIN_LEET = 4;
/** The same beside a longer one; and what is long enough to be one, as the fast pass looks at it. */
const MIN_LEET_BESIDE = 2;
const LEET_SEEN = 5;
const LONG_LEET = 80;
/** Shorter words do not take an inclusive ending; spelled letters (`p-e-r`) must not lose theirs. */
const MIN_INFLECTED = 3;

/**
 * Words of a folded text. Letters and digits part (`imm1442`), ideographs stand alone; with `camel` a word also
 * ends where capitals begin. Words written with digits for letters are read where the vocabulary knows them.
 */
export function tokenize(text: FoldedText, vocabulary: Vocabulary, camel: boolean): Token[] {
  const found = { leet: false };
  const tokens = parted(text, vocabulary, camel, MIN_LEET, found);
  // Who writes one word in digits writes the short one beside it so too (`s1n p4p3l3s`).
  return found.leet ? parted(text, vocabulary, camel, MIN_LEET_BESIDE, found) : tokens;
}

/** `leastLeet`: letters and digits of a word that may be written with digits for letters. `found`: whether a long one is. */
function parted(
  text: FoldedText,
  vocabulary: Vocabulary,
  camel: boolean,
  leastLeet: number,
  found: { leet: boolean },
): Token[] {
  const { lower } = text;
  const tokens: Token[] = [];
  let breakFrom = 0;
  let at = 0;
  while (at < lower.length) {
    if (characterKind(lower.charCodeAt(at)) === OTHER) {
      at++;
      continue;
    }
    const end = runEnd(lower, at);
    const isAfterBreak = tokens.length > 0 && isBreak(lower, breakFrom, at);
    addRun(tokens, { text, start: at, end, isAfterBreak, camel, vocabulary, leastLeet, found });
    at = end - at < MIN_INFLECTED ? end : skipInclusive(lower, end);
    breakFrom = at;
  }
  return tokens;
}

interface Run {
  readonly text: FoldedText;
  readonly start: number;
  readonly end: number;
  readonly isAfterBreak: boolean;
  readonly camel: boolean;
  readonly vocabulary: Vocabulary;
  readonly leastLeet: number;
  readonly found: { leet: boolean };
}

function runEnd(lower: string, start: number): number {
  if (characterKind(lower.charCodeAt(start)) === IDEOGRAPH) return start + 1;
  let end = start + 1;
  while (end < lower.length) {
    const kind = characterKind(lower.charCodeAt(end));
    if (kind !== LETTER && kind !== DIGIT) break;
    end++;
  }
  return end;
}

/** A full stop inside a name (`client.landing.date`) ends nothing; one before a space does. */
function isBreak(lower: string, from: number, to: number): boolean {
  if (from === to || (from + 1 === to && lower.charCodeAt(from) === SPACE)) return false;
  const between = lower.slice(from, to);
  if (!BREAKS.test(between)) return false;
  return between !== '.' && between !== '?';
}

function skipInclusive(lower: string, end: number): number {
  const next = lower[end];
  if (next !== '·' && next !== '.' && next !== '(' && next !== '/' && next !== '-') return end;
  INCLUSIVE.lastIndex = end;
  return INCLUSIVE.test(lower) ? INCLUSIVE.lastIndex : end;
}

function addRun(tokens: Token[], run: Run): void {
  const { text, start, end, vocabulary } = run;
  const word = text.lower.slice(start, end);
  const kinds = kindsIn(word);
  if ((kinds & DIGITS) === 0 && !run.camel) {
    addToken(tokens, run, start, end, word);
    return;
  }
  const read = kinds === (DIGITS | LATIN) ? readLeet(word, vocabulary, run.leastLeet) : undefined;
  if (read !== undefined && word.length >= LEET_SEEN) run.found.leet = true;
  if (read !== undefined || isCode(word)) {
    addToken(tokens, run, start, end, read ?? word);
    return;
  }
  addParts(tokens, run);
}

/** The words that capitals and digits part a run into. */
function addParts(tokens: Token[], run: Run): void {
  const { text, start, end, camel } = run;
  let from = start;
  for (let at = start + 1; at < end; at++) {
    if (!isWordTurn(text, at, camel)) continue;
    const turn = camel ? afterAcronym(run, at) : at;
    addToken(tokens, run, from, turn, text.lower.slice(from, turn));
    from = turn;
  }
  addToken(tokens, run, from, end, text.lower.slice(from, end));
}

/**
 * Where the word that follows capitals begins: with the last of them (`PRStatus`), or after it, where the vocabulary knows
 * only what stands there (`WPexp`).
 */
function afterAcronym({ text, end, vocabulary }: Run, at: number): number {
  if (!isUpperAt(text, at - 1) || !isUpperAt(text, at)) return at;
  let until = at + 1;
  while (until < end && isLowerLetterAt(text, until)) until++;
  if (until - at < 3 || vocabulary.has(text.lower.slice(at, until))) return at;
  return vocabulary.has(text.lower.slice(at + 1, until)) ? at + 1 : at;
}

/** Whether a word holds ASCII digits, and letters from `a` to `z`. */
function kindsIn(word: string): number {
  let kinds = 0;
  for (let at = 0; at < word.length && kinds !== (DIGITS | LATIN); at++) {
    const unit = word.charCodeAt(at);
    if (unit >= 97 && unit <= 122) kinds |= LATIN;
    else if (unit >= 48 && unit <= 57) kinds |= DIGITS;
  }
  return kinds;
}

function addToken(tokens: Token[], run: Run, start: number, end: number, word: string): void {
  const isCapitals = run.text.hasCapitals && isInCapitals(run.text.cased, start, end, word);
  tokens.push({
    word,
    start,
    end,
    isAfterBreak: run.isAfterBreak && start === run.start,
    isCapitals,
    matchers: run.vocabulary.lookup(word, isCapitals),
  });
}

function isInCapitals(cased: string, start: number, end: number, word: string): boolean {
  // Nearly every word tells by how it begins.
  if (isSmallLetter(cased.charCodeAt(start)) || isSmallLetter(cased.charCodeAt(end - 1))) return false;
  const source = cased.slice(start, end);
  return source !== word && source === source.toUpperCase();
}

function isSmallLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

function isWordTurn(text: FoldedText, at: number, camel: boolean): boolean {
  const before = characterKind(text.lower.charCodeAt(at - 1));
  const here = characterKind(text.lower.charCodeAt(at));
  if ((before === DIGIT) !== (here === DIGIT)) return true;
  if (!camel || !isUpperAt(text, at)) return false;
  if (!isUpperAt(text, at - 1)) return true;
  return at + 1 < text.lower.length && isLowerLetterAt(text, at + 1);
}

function isUpperAt(text: FoldedText, at: number): boolean {
  return text.cased.charCodeAt(at) !== text.lower.charCodeAt(at);
}

function isLowerLetterAt(text: FoldedText, at: number): boolean {
  return !isUpperAt(text, at) && characterKind(text.lower.charCodeAt(at)) === LETTER;
}

/** Letters and digits that change places often, as in an id: what its pieces spell is chance. */
function isCode(word: string): boolean {
  return word.length >= 10 && (word.match(/[a-z](?=[0-9])|[0-9](?=[a-z])/g)?.length ?? 0) >= 4;
}

/** Digits read as the letters they stand for, `1` as `i` and then as `l`, when that gives a known long word. */
export function readLeet(word: string, vocabulary: Vocabulary, least = MIN_LEET): string | undefined {
  if (word.length < least) return undefined;
  // What a long run begins with decides: it is not read to its end for nothing.
  if (word.length > LONG_LEET && readLeet(word.slice(0, LONG_LEET), vocabulary) === undefined)
    return undefined;
  const units = LEET_READINGS.find((reading) => vocabulary.hasTurned(word, reading));
  return units && turned(word, units);
}

function turned(word: string, units: Uint8Array): string {
  let read = '';
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    read += String.fromCharCode(units[unit] ?? unit);
  }
  return read;
}
