export const OTHER = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Written without spaces: each character is a word of its own. */
export const IDEOGRAPH = 4;

const LETTER_PATTERN = /[\p{L}\p{M}\p{N}]/u;
const IDEOGRAPH_PATTERN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u;
/** Thai, Lao, Khmer and Burmese: letters and the signs around them, in which nothing parts the words of a sentence. */
const UNSPACED_PATTERN = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const KINDS = new Uint8Array(0x10000);

/** What a UTF-16 unit of folded text is to a tokenizer. Halves of a pair count as letters. */
export function characterKind(unit: number): number {
  const known = KINDS[unit] ?? OTHER;
  if (known !== 0) return known;
  const kind = classify(unit);
  KINDS[unit] = kind;
  return kind;
}

function classify(unit: number): number {
  if (unit >= 48 && unit <= 57) return DIGIT;
  if (unit >= 0xd800 && unit <= 0xdfff) return LETTER;
  const character = String.fromCharCode(unit);
  if (IDEOGRAPH_PATTERN.test(character)) return IDEOGRAPH;
  if (!LETTER_PATTERN.test(character)) return OTHER;
  return UNSPACED_PATTERN.test(character) ? IDEOGRAPH : LETTER;
}
