import { foldCodePoint } from '../folding/fold-code-point.js';

/** Classes of characters: letters are 0 to 25, whatever their accents. */
export const DIGIT_CLASS = 26;
export const SEPARATOR_CLASS = 27;
/** Joins words unless letters stand on both sides (`cl@im`). */
export const SYMBOL_CLASS = 28;
/** Must be looked at: begins an encoding, or is not a plain character. */
export const ODD_CLASS = 29;

export const CLASSED_CHARACTERS = 0x180;
const ODD = '%\\&<=~|+^`';
const SEPARATORS = '_#[]{}«»¿¡°·';
const SYMBOLS = '@$!*€';

/** The class of each of the first characters of Unicode: ASCII, Latin-1 and Latin Extended-A. */
export const CLASSES: Uint8Array = Uint8Array.from({ length: CLASSED_CHARACTERS }, (_, code) =>
  classOf(code),
);

function classOf(code: number): number {
  const character = String.fromCharCode(code);
  if (SYMBOLS.includes(character)) return SYMBOL_CLASS;
  if (SEPARATORS.includes(character)) return SEPARATOR_CLASS;
  if (code < 0x20 || ODD.includes(character)) return ODD_CLASS;
  if (/[0-9¼½¾]/.test(character)) return DIGIT_CLASS;
  const folded = foldCodePoint(code).toLowerCase();
  if (/^[a-z]$/.test(folded)) return folded.charCodeAt(0) - 97;
  return code < 0x80 || folded === ' ' ? SEPARATOR_CLASS : ODD_CLASS;
}

/** Typographic marks beyond the table that separate words and hide nothing. */
export function isPlainMark(code: number): boolean {
  return (
    code === 0x2019 ||
    code === 0x2013 ||
    code === 0x2014 ||
    code === 0x2026 ||
    code === 0x201c ||
    code === 0x201d
  );
}
