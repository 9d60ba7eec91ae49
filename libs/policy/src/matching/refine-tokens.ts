import type { FoldedText } from '../folding/fold-text.js';
import { latinSkeleton } from '../folding/look-alikes.js';
import type { Token } from './token.js';
import type { Vocabulary } from './vocabulary.js';
import { characterKind, LETTER } from './word-characters.js';

const MIN_SPACED_LETTERS = 4;
const MIN_JOINED = 6;
const MAX_PIECES = 4;
const MIN_RUN_ON = 10;
/** Letters that a word needs to be misspelt or run together. */
const MIN_HIDDEN = 7;
/** What may stand inside a broken word: signs, or the end of a line; never a plain space between two words. */
const PIECE_SEPARATOR = /^(?:[^\s,;:!?"()]{1,4}|[^\s,;:!?"()]{0,3}\s*[\n\r]\s*)$/;
const SPACE = 0x20;
const FOREIGN = /[\u0370-\u058f\u10a0-\u10ff\u13a0-\u13ff]/;
const SYMBOL_LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
  '|': 'l',
  '*': '',
};

/**
 * Reads what disguises left in pieces: spaced letters, words broken over separators, run-on words, look-alike
 * letters, typing errors. A token is replaced only where the vocabulary knows what it then says.
 */
export function refineTokens(tokens: readonly Token[], text: FoldedText, vocabulary: Vocabulary): Token[] {
  const spelled = joinSpacedLetters(tokens, text, vocabulary);
  const pieced = joinPieces(spelled, text, vocabulary);
  // Before words are corrected one by one: alone, one may be nearer to another word than the one it is meant for.
  const whole = vocabulary.pairs.isEmpty ? pieced : readPairs(pieced, vocabulary);
  const refined: Token[] = [];
  for (const token of whole) {
    if (token.matchers.length > 0 && !isRunOn(token, vocabulary)) refined.push(token);
    else addUnknown(refined, token, vocabulary);
  }
  return refined;
}

/** Short words of plain letters hide nothing. */
function addUnknown(refined: Token[], token: Token, vocabulary: Vocabulary): void {
  if (token.word.length < MIN_HIDDEN && !FOREIGN.test(token.word)) refined.push(token);
  else refined.push(...readUnknown(token, vocabulary));
}

/** A long word that only begins like a known one may be two (`residencystatus`). */
function isRunOn(token: Token, vocabulary: Vocabulary): boolean {
  return token.word.length >= MIN_RUN_ON && !vocabulary.isExact(token.word);
}

/** Reads two words with an error each, side by side or parted by a word such as `de`. */
function readPairs(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const meant = new Map<number, string>();
  tokens.forEach(({ word }, at) => {
    if (!vocabulary.pairs.mayBeOne(word)) return;
    addPair(meant, tokens, at, neighbourOf(tokens, at, 1, vocabulary), vocabulary);
    addPair(meant, tokens, neighbourOf(tokens, at, -1, vocabulary), at, vocabulary);
  });
  if (meant.size === 0) return tokens;
  return tokens.map((token, at) => {
    const word = meant.get(at) ?? token.word;
    return word === token.word
      ? token
      : { ...token, word, matchers: vocabulary.lookupAlso(token.matchers, word) };
  });
}

/** Adds what two words are meant for, by the index of each, if they are a pair. */
function addPair(
  meant: Map<number, string>,
  tokens: readonly Token[],
  first: number,
  second: number,
  vocabulary: Vocabulary,
): void {
  const words = vocabulary.pairs.read(tokens[first]?.word ?? '', tokens[second]?.word ?? '');
  if (words !== undefined) meant.set(first, words[0]).set(second, words[1]);
}

/** The index of the next token in a direction, over a connector. */
function neighbourOf(tokens: readonly Token[], at: number, step: 1 | -1, vocabulary: Vocabulary): number {
  const next = tokens[at + step];
  return next !== undefined && vocabulary.mayConnect(next.word) ? at + 2 * step : at + step;
}

function isSingleLetter(token: Token): boolean {
  return token.word.length === 1 && characterKind(token.word.charCodeAt(0)) === LETTER;
}

function joinSpacedLetters(
  tokens: readonly Token[],
  text: FoldedText,
  vocabulary: Vocabulary,
): readonly Token[] {
  let joined: Token[] | undefined;
  let at = 0;
  while (at < tokens.length) {
    let end = at;
    while (end < tokens.length && isSpelled(tokens, end, at)) end++;
    if (end - at >= MIN_SPACED_LETTERS) {
      joined ??= tokens.slice(0, at);
      joined.push(...readSpelled(tokens.slice(at, end), text, vocabulary));
      at = end;
    } else {
      const token = tokens[at];
      if (joined !== undefined && token !== undefined) joined.push(token);
      at++;
    }
  }
  return joined ?? tokens;
}

function isSpelled(tokens: readonly Token[], at: number, first: number): boolean {
  const token = tokens[at];
  return (
    token !== undefined &&
    isSingleLetter(token) &&
    (at === first || token.start - (tokens[at - 1]?.end ?? 0) <= 6)
  );
}

/** Wider gaps between spelled letters part words; without them the run is taken apart by the vocabulary. */
function readSpelled(letters: readonly Token[], text: FoldedText, vocabulary: Vocabulary): readonly Token[] {
  const gaps = letters.slice(1).map((letter, index) => letter.start - (letters[index]?.end ?? 0));
  const narrow = Math.min(...gaps.slice(0, 2_000));
  const words: Token[][] = [[]];
  letters.forEach((letter, index) => {
    const isWide = index > 0 && (gaps[index - 1] ?? 0) > narrow;
    const otherSeparator = index > 1 && separator(text, letters, index) !== separator(text, letters, 1);
    if (isWide || otherSeparator) words.push([]);
    words.at(-1)?.push(letter);
  });
  return words.flatMap((word) => merge(word, word.map((letter) => letter.word).join(''), vocabulary));
}

function separator(text: FoldedText, letters: readonly Token[], index: number): string {
  return text.lower.slice(letters[index - 1]?.end ?? 0, letters[index]?.start ?? 0);
}

function merge(parts: readonly Token[], word: string, vocabulary: Vocabulary): readonly Token[] {
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return [];
  const token = { ...first, word, end: last.end, matchers: vocabulary.lookup(word, first.isCapitals) };
  return token.matchers.length > 0 ? [token] : readUnknown(token, vocabulary);
}

function joinPieces(tokens: readonly Token[], text: FoldedText, vocabulary: Vocabulary): readonly Token[] {
  let joined: Token[] | undefined;
  let at = 0;
  while (at < tokens.length) {
    const found = findJoin(tokens, at, text, vocabulary);
    const token = tokens[at];
    if (found !== undefined) {
      joined ??= tokens.slice(0, at);
      joined.push(found.token);
      at = found.end;
    } else {
      if (joined !== undefined && token !== undefined) joined.push(token);
      at++;
    }
  }
  return joined ?? tokens;
}

interface Join {
  readonly token: Token;
  /** Index of the first token after the pieces. */
  readonly end: number;
}

function findJoin(
  tokens: readonly Token[],
  at: number,
  text: FoldedText,
  vocabulary: Vocabulary,
): Join | undefined {
  const first = tokens[at];
  if (first === undefined || !isPiece(first)) return undefined;
  let joined = { word: first.word, isKnown: first.matchers.length > 0, sign: '' };
  for (let end = at + 1; end < tokens.length && end - at < MAX_PIECES; end++) {
    const next = tokens[end];
    const sign = signBetween(tokens[end - 1], next, text);
    if (next === undefined || sign === undefined) return undefined;
    joined = addPiece(joined, next, sign);
    const matchers = mayBeBroken(joined) ? vocabulary.lookup(joined.word, false) : [];
    if (matchers.some((matcher) => !first.matchers.includes(matcher))) {
      return {
        token: { ...first, word: joined.word, end: next.end, isCapitals: false, matchers },
        end: end + 1,
      };
    }
  }
  return undefined;
}

interface Pieces {
  readonly word: string;
  /** Every piece is a word that some pattern names. */
  readonly isKnown: boolean;
  readonly sign: string;
}

function addPiece(pieces: Pieces, next: Token, sign: string): Pieces {
  const word = pieces.word + (SYMBOL_LETTERS[sign] ?? '') + next.word;
  return { word, isKnown: pieces.isKnown && next.matchers.length > 0, sign };
}

function mayBeBroken({ word, isKnown, sign }: Pieces): boolean {
  return !isKnown && word.length >= MIN_JOINED && sign !== "'";
}

/** The sign between two pieces of one word; undefined for two words. */
function signBetween(
  previous: Token | undefined,
  next: Token | undefined,
  text: FoldedText,
): string | undefined {
  if (previous === undefined || next === undefined) return undefined;
  if (next.start === previous.end + 1 && text.lower.charCodeAt(previous.end) === SPACE) return undefined;
  if (!isPiece(next)) return undefined;
  const between = text.lower.slice(previous.end, next.start);
  return PIECE_SEPARATOR.test(between) ? between : undefined;
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

function readUnknown(token: Token, vocabulary: Vocabulary): readonly Token[] {
  const { word } = token;
  if (FOREIGN.test(word)) {
    const skeleton = latinSkeleton(word, token.isCapitals);
    if (skeleton !== undefined) {
      const matchers = vocabulary.lookup(skeleton, token.isCapitals);
      const isMixed = /[a-z]/.test(word);
      if (matchers.length > 0 && (isMixed || skeleton.length >= 2))
        return [{ ...token, word: skeleton, matchers }];
      if (isMixed || skeleton.length >= 7) return readUnknown({ ...token, word: skeleton }, vocabulary);
    }
    return [token];
  }
  const words = vocabulary.segment(word);
  if (words !== undefined)
    return words.map((part) => ({ ...token, word: part, matchers: vocabulary.lookup(part, true) }));
  const corrected = vocabulary.correct(word);
  return corrected === undefined
    ? [token]
    : [{ ...token, word: corrected, matchers: vocabulary.lookup(corrected, false) }];
}
