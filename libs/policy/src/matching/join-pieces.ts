import type { FoldedText } from '../folding/fold-text.js';
import { replaceRuns, type Replacement } from './replace-runs.js';
import type { Token } from './token.js';
import type { Vocabulary } from './vocabulary.js';

const MIN_JOINED = 6;
const MAX_PIECES = 4;
/** What may stand inside a broken word: signs, or the end of a line; never a plain space between two words. */
const PIECE_SEPARATOR = /^(?:[^\s,;:!?"()]{1,4}|[^\s,;:!?"()]{0,3}\s*[\n\r]\s*)$/;
const NO_SINGLE_SIGN = /[\s,;:!?"()]/;
const SPACE = 0x20;
const NONE: readonly number[] = [];
const SYMBOL_LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '|': 'l',
  '*': '',
};

/** Joins the pieces of words that separators break (`re-fu-gee`), where the vocabulary knows the whole. */
export function joinPieces(
  tokens: readonly Token[],
  text: FoldedText,
  vocabulary: Vocabulary,
): readonly Token[] {
  return replaceRuns(tokens, (at) => findJoin(tokens, at, text, vocabulary));
}

function findJoin(
  tokens: readonly Token[],
  at: number,
  text: FoldedText,
  vocabulary: Vocabulary,
): Replacement | undefined {
  const first = tokens[at];
  if (first === undefined || !isPiece(first)) return undefined;
  let { word } = first;
  // Whether every piece is a word that some pattern names.
  let isKnown = first.matchers.length > 0;
  for (let end = at + 1; end < tokens.length && end - at < MAX_PIECES; end++) {
    const next = tokens[end];
    const sign = signBetween(tokens[end - 1], next, text);
    if (next === undefined || sign === undefined) return undefined;
    word += letterOf(sign) + next.word;
    isKnown &&= next.matchers.length > 0;
    const matchers = isKnown ? NONE : brokenWord(word, sign, first, vocabulary);
    if (matchers.length > 0)
      return { tokens: [{ ...first, word, end: next.end, isCapitals: false, matchers }], end: end + 1 };
  }
  return undefined;
}

/** The letter that a sign is drawn like; empty for any other. */
function letterOf(sign: string): string {
  return SYMBOL_LETTERS[sign] ?? '';
}

/** The matchers of a word put together, if it is one that its first piece is not already; none otherwise. */
function brokenWord(word: string, sign: string, first: Token, vocabulary: Vocabulary): readonly number[] {
  if (word.length < MIN_JOINED || sign === "'") return NONE;
  const matchers = vocabulary.lookup(word, false);
  return matchers.some((matcher) => !first.matchers.includes(matcher)) ? matchers : NONE;
}

/** The sign between two pieces of one word; undefined for two words. */
function signBetween(
  previous: Token | undefined,
  next: Token | undefined,
  text: FoldedText,
): string | undefined {
  if (previous === undefined || next === undefined) return undefined;
  const isOne = next.start === previous.end + 1;
  if (isOne && text.lower.charCodeAt(previous.end) === SPACE) return undefined;
  if (!isPiece(next)) return undefined;
  const between = text.lower.slice(previous.end, next.start);
  return (isOne ? isSingleSign(between) : PIECE_SEPARATOR.test(between)) ? between : undefined;
}

/** The same as `PIECE_SEPARATOR`, of one character. */
function isSingleSign(sign: string): boolean {
  return sign === '\n' || sign === '\r' || !NO_SINGLE_SIGN.test(sign);
}

/** Whole known words are not glued to their neighbours; pieces of a word are. */
function isPiece(token: Token): boolean {
  return token.word.length < 16 && !hasDigit(token.word);
}

function hasDigit(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (unit >= 48 && unit <= 57) return true;
  }
  return false;
}
