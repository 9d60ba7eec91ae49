import { foldCodePoint } from '../folding/fold-code-point.js';

/** Classes of characters: letters are 0 to 25, whatever their accents. */
export const DIGIT_CLASS = 26;
/** Parts words: a space, or a mark after which no word goes on. */
export const BREAK_CLASS = 27;
/** Parts words, but a broken word may go on after it (`citi-zen`). */
export const JOIN_CLASS = 28;
/** The same, and begins an encoding or an order of reading of its own. */
export const ODD_CLASS = 29;
/** The same, and stands for a letter between two letters (`cl@im`). */
export const SYMBOL_CLASS = 30;
/** What only folding tells. */
export const FOREIGN_CLASS = 31;
/** Added to the class of a letter that is a capital. */
export const CAPITAL = 32;
export const CLASS_BITS = 31;

const CLASSED_CHARACTERS = 0x180;
const ODD = '%\\&<=~|+^`*[';
const BREAKS = ' \t,;:!?"()';
/** `\u0001` stands for a picture in folded text. */
const SYMBOLS = '@$€\u0001';
/** Typographic marks beyond the table that fold to plain ones. */
const MARKS = '’‘“”–—…•';

/** Letters that bytes of other letters are taken for: only what undoes that tells. */
const MISREAD = 'ªºŠšŽžŸ';

/** The class of each character of ASCII, Latin-1 and Latin Extended-A, letters in capitals with `CAPITAL`. */
const CLASSES: Uint8Array = Uint8Array.from({ length: CLASSED_CHARACTERS }, (_, code) => classOf(code));
const MARK_CODES = new Set(Array.from(MARKS, (mark) => mark.charCodeAt(0)));

export function characterClass(unit: number): number {
  if (unit < CLASSED_CHARACTERS) return CLASSES[unit] ?? FOREIGN_CLASS;
  return MARK_CODES.has(unit) ? JOIN_CLASS : unit === EURO ? SYMBOL_CLASS : FOREIGN_CLASS;
}

const EURO = 0x20ac;

function classOf(code: number): number {
  const character = String.fromCharCode(code);
  if (SYMBOLS.includes(character)) return SYMBOL_CLASS;
  if (BREAKS.includes(character)) return BREAK_CLASS;
  if (ODD.includes(character) || isControl(code)) return ODD_CLASS;
  if (MISREAD.includes(character)) return FOREIGN_CLASS;
  return /[0-9]/.test(character) ? DIGIT_CLASS : classOfFolded(character, foldCodePoint(code));
}

function classOfFolded(character: string, folded: string): number {
  if (/^[a-z]$/.test(folded)) return folded.charCodeAt(0) - 97;
  if (/^[A-Z]$/.test(folded)) return folded.charCodeAt(0) - 65 + CAPITAL;
  if (folded === ' ') return BREAK_CLASS;
  return folded === character && !/[\p{L}\p{M}\p{N}]/u.test(character) ? JOIN_CLASS : FOREIGN_CLASS;
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}
