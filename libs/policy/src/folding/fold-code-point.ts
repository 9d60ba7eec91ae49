import { DRAWN_LETTERS } from './look-alikes.js';

/** Stands for a picture: separates words, and is dropped in the view that closes gaps inside a word. */
export const PICTURE = '\u0001';

const MARK = /\p{M}/u;
const DIGIT = /\p{Nd}/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u;
const SPACE = /[\p{Zs}\u2028\u2029]/u;
const TAG_FIRST = 0xe0020;
const TAG_LAST = 0xe007e;
/** Vowel signs of the scripts of India, Thai, Lao, Tibetan, Burmese and Khmer are marks, and part of the word. */
const VOWEL_SIGNS = [
  [0x0900, 0x109f],
  [0x1780, 0x17ff],
] as const;
/** Enclosed capitals, and the indicators that flags are made of. */
const ENCLOSED = [0x1f150, 0x1f170, 0x1f1e6] as const;
const CIRCLED_M = 0x24c2;

/** More letters than a word that is drawn as one sign has; only the two signs of Arabic formulas of praise are longer. */
const LONGEST_SIGN = 7;

/** What was computed, in blocks of 256 code points. */
const FOLDED: (string | undefined)[][] = [];

/**
 * What one code point becomes before words are compared: compatibility forms and marks undone, digits of every
 * script as ASCII digits, tag characters as the ASCII they hide, invisible ones gone. Case is kept.
 */
export function foldCodePoint(codePoint: number): string {
  if (codePoint < 0x80) return String.fromCharCode(codePoint);
  const block = (FOLDED[codePoint >> 8] ??= new Array<string | undefined>(256));
  return (block[codePoint & 0xff] ??= computeFold(codePoint));
}

function computeFold(codePoint: number): string {
  if (codePoint >= TAG_FIRST && codePoint <= TAG_LAST) return String.fromCharCode(codePoint - 0xe0000);
  for (const first of ENCLOSED) {
    if (codePoint >= first && codePoint < first + 26) return String.fromCharCode(97 + codePoint - first);
  }
  const source = String.fromCodePoint(codePoint);
  if (IGNORABLE.test(source)) return '';
  if (isPicture(source, codePoint)) return PICTURE;
  let folded = '';
  const parts = source.normalize('NFKD');
  // One code point as eighteen letters would make a text eighteen times as long.
  if (parts.length > LONGEST_SIGN) return PICTURE;
  for (const part of parts) folded += foldPart(part);
  return folded;
}

function isPicture(source: string, codePoint: number): boolean {
  return codePoint > 0xff && codePoint !== CIRCLED_M && PICTOGRAPH.test(source);
}

function foldPart(part: string): string {
  const code = part.codePointAt(0) ?? 0;
  if (code < 0x80) return part;
  if (MARK.test(part) && !VOWEL_SIGNS.some(([first, last]) => code >= first && code <= last)) return '';
  if (DIGIT.test(part)) return String(digitValue(code));
  if (SPACE.test(part)) return ' ';
  const lower = part.toLowerCase();
  const drawn = DRAWN_LETTERS.get(lower);
  if (drawn === undefined) return part;
  return lower === part ? drawn : drawn.toUpperCase();
}

/** Decimal digits stand in runs of ten from zero to nine. */
function digitValue(codePoint: number): number {
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(codePoint - value - 1))) value++;
  return value;
}
