import type { FoldedText } from '../folding/fold-text.js';
import { latinSkeleton } from '../folding/look-alikes.js';
import { joinPieces } from './join-pieces.js';
import { replaceRuns } from './replace-runs.js';
import type { Token } from './token.js';
import type { Vocabulary } from './vocabulary.js';
import { characterKind, LETTER } from './word-characters.js';

const MIN_SPACED_LETTERS = 4;
const MIN_RUN_ON = 10;
/** Letters that a word needs to be misspelt or run together. */
const MIN_HIDDEN = 7;
/** Gaps between spelled letters that are looked at for the narrowest. */
const MAX_GAPS = 2_001;
const FIRST_FOREIGN = 0x80;
const FOREIGN = /[\u0370-\u058f\u10a0-\u10ff\u13a0-\u13ff]/;

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
  if (isShort(token.word) || vocabulary.isPlain(token.word)) refined.push(token);
  else refined.push(...readUnknown(token, vocabulary));
}

function isShort(word: string): boolean {
  return word.length < MIN_HIDDEN && !FOREIGN.test(word);
}

/** A long word that only begins like a known one may be two (`residencystatus`). */
function isRunOn(token: Token, vocabulary: Vocabulary): boolean {
  return token.word.length >= MIN_RUN_ON && !vocabulary.isExact(token.word);
}

/** Reads two words with an error each, side by side or parted by a word such as `de`. */
function readPairs(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const meant = new Map<number, string>();
  const mayBeOne = new Map<string, boolean>();
  tokens.forEach(({ word }, at) => {
    if (vocabulary.isPlain(word)) return;
    let may = mayBeOne.get(word);
    if (may === undefined) mayBeOne.set(word, (may = vocabulary.pairs.mayBeOne(word)));
    if (!may) return;
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
  return replaceRuns(tokens, (at) => {
    let end = at;
    while (end < tokens.length && isSpelled(tokens, end, at)) end++;
    if (end - at < MIN_SPACED_LETTERS) return undefined;
    return { tokens: readSpelled(tokens.slice(at, end), text, vocabulary), end };
  });
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
  let narrow = Number.POSITIVE_INFINITY;
  for (let index = 1; index < Math.min(letters.length, MAX_GAPS); index++)
    narrow = Math.min(narrow, gapBefore(letters, index));
  const words: Token[] = [];
  let first = 0;
  for (let index = 1; index <= letters.length; index++) {
    const isWithin =
      index < letters.length &&
      gapBefore(letters, index) <= narrow &&
      (index === 1 || isSameSeparator(text.lower, letters, index));
    if (isWithin) continue;
    addSpelled(words, letters, first, index, vocabulary);
    first = index;
  }
  return words;
}

function gapBefore(letters: readonly Token[], index: number): number {
  return (letters[index]?.start ?? 0) - (letters[index - 1]?.end ?? 0);
}

/** Whether what parts a letter from the one before it is what parts the first two. */
function isSameSeparator(lower: string, letters: readonly Token[], index: number): boolean {
  const from = letters[index - 1]?.end ?? 0;
  const first = letters[0]?.end ?? 0;
  const length = gapBefore(letters, index);
  if (length !== gapBefore(letters, 1)) return false;
  for (let at = 0; at < length; at++)
    if (lower.charCodeAt(from + at) !== lower.charCodeAt(first + at)) return false;
  return true;
}

/** The word that letters spell, from one to before another. */
function addSpelled(
  words: Token[],
  letters: readonly Token[],
  from: number,
  end: number,
  vocabulary: Vocabulary,
): void {
  const first = letters[from];
  // One letter by itself spells nothing else, unless it is drawn like another.
  if (first !== undefined && end === from + 1 && first.word.charCodeAt(0) < FIRST_FOREIGN) {
    words.push(first);
    return;
  }
  let word = '';
  for (let index = from; index < end; index++) word += letters[index]?.word ?? '';
  words.push(...merge(letters.slice(from, end), word, vocabulary));
}

function merge(parts: readonly Token[], word: string, vocabulary: Vocabulary): readonly Token[] {
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return [];
  const token = { ...first, word, end: last.end, matchers: vocabulary.lookup(word, first.isCapitals) };
  return token.matchers.length > 0 ? [token] : readUnknown(token, vocabulary);
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
