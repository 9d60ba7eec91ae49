import { LETTER_TURNS, turnLetters } from '../decoding/letter-turns.js';
import { reverseText } from '../decoding/rearrange.js';
import { foldText, type FoldedText } from '../folding/fold-text.js';
import { latinView } from '../folding/look-alikes.js';
import { withoutSigns } from './without-signs.js';
import { refineTokens } from '../matching/refine-tokens.js';
import type { Token } from '../matching/token.js';
import { tokenize } from '../matching/tokenize.js';
import type { Vocabulary } from '../matching/vocabulary.js';

const CAMEL = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;
const ASCII_CAMEL = /[a-z][A-Z]|[A-Z]{2}[a-z]/;
const PICTURE_INSIDE = /\p{L}\u0001\p{L}/u;
/** Invisible inside a word, drawn as Latin letters, several marks on one letter, or a direction turned round. */
const HIDING = new RegExp(
  [
    '[a-z](?:\\u00ad|\\u034f|\\u180e|[\\u200b-\\u200f]|[\\u2060-\\u2064]|\\u3164|[\\ufe00-\\ufe0f]|\\ufeff)[a-z]',
    '[a-z][\\u{e0100}-\\u{e01ef}][a-z]',
    '[a-z]\\p{M}*[\\u0334-\\u0338]',
    '\\p{M}{3}',
    '[\\u1d00-\\u1dbf\\u202d\\u202e\\u2460-\\u24ff\\uff21-\\uff5a]',
    '[\\u{1d400}-\\u{1d7ff}\\u{1f130}-\\u{1f189}\\u{e0020}-\\u{e007e}]',
    '[a-z][\\u0370-\\u058f\\u13a0-\\u13ff]|[\\u0370-\\u058f\\u13a0-\\u13ff][a-z]|[\\u13a0-\\u13ff]',
  ].join('|'),
  'iu',
);
const MIN_TURNED = 6;
const WORDS = /[\p{L}\p{M}]+/gu;

/** One reading of a text: its words, and the folded text that their offsets refer to. */
export interface Reading {
  readonly tokens: readonly Token[];
  readonly text: FoldedText;
  /** Its characters hide what it says: drawn, invisible or turned round. */
  readonly isHidden: boolean;
  /** What it says once it is turned round, where it stands backwards or rotated. */
  readonly turned?: string;
}

/** The ways to part one text into words: as it stands, and at the capitals of camelCase. */
export function readTokens(source: string, vocabulary: Vocabulary): readonly Reading[] {
  const folded = foldText(source);
  const text = withoutPicturesInside(folded);
  const isHidden = !text.isAscii && HIDING.test(source);
  const plain = readOnce(text, vocabulary, false, isHidden);
  const { isAscii } = text;
  const readings = (isAscii ? ASCII_CAMEL : CAMEL).test(text.cased)
    ? [plain, readOnce(text, vocabulary, true, isHidden)]
    : [plain];
  const latin = isAscii ? undefined : latinView(text.cased);
  if (latin !== undefined) readings.push(readOnce(foldText(latin), vocabulary, false, true));
  if (text !== folded) readings.push(readOnce(folded, vocabulary, false, true));
  const signs = withoutSigns(text.cased);
  if (signs !== text.cased) readings.push(readOnce(foldText(signs), vocabulary, false, true));
  for (const turned of turnedTexts(plain.tokens, text.cased, vocabulary))
    readings.push({ ...readOnce(foldText(turned), vocabulary, false, true), turned });
  return readings;
}

/** The words of a field name, parted at capitals too. */
export function readName(source: string, vocabulary: Vocabulary): Reading {
  return readOnce(foldText(source), vocabulary, true, false);
}

function readOnce(text: FoldedText, vocabulary: Vocabulary, camel: boolean, isHidden: boolean): Reading {
  return { tokens: refineTokens(tokenize(text, vocabulary, camel), text, vocabulary), text, isHidden };
}

function withoutPicturesInside(text: FoldedText): FoldedText {
  return !text.isAscii && PICTURE_INSIDE.test(text.lower)
    ? foldText(text.cased.replaceAll('\u0001', ''))
    : text;
}

/**
 * The text backwards, as a whole and word by word, or with its letters exchanged, where a long word of it then is one of a
 * pattern.
 */
function turnedTexts(tokens: readonly Token[], cased: string, vocabulary: Vocabulary): readonly string[] {
  for (const { word, matchers } of tokens) {
    if (matchers.length > 0 || word.length < MIN_TURNED || word.length > 40) continue;
    if (vocabulary.isExactReversed(word)) return [reverseText(cased), cased.replace(WORDS, reverseText)];
    const turn = LETTER_TURNS.find((letters) => vocabulary.isExactTurned(word, letters));
    if (turn !== undefined) return [turnLetters(cased, turn)];
  }
  return [];
}
