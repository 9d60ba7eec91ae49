import { isNumbered, isPrefixOfNumber } from '../screening/collector.js';
import { NUMBERED } from './key-book.js';

const PREFIX_LENGTH = 3;

/** What texts an object was seen to hold. */
const A_TEXT = 1;
const TEXTS = 2;
const A_NUMBER = 4;
const A_LETTER = 8;
const LETTERS = 16;
const NO_DIGIT = 32;
const A_PREFIX = 64;
const A_LIST = 128;
const LISTS = 256;
/** What its first member is: a name without a value, or an object, may be one of several pieces of a name. */
const EMPTY = 512;
const AN_OBJECT = 1_024;

/**
 * What one more text tells of an object: texts that are named by a number or by single letters may be one text, and
 * those that begin with a digit may be one number.
 */
export function textSeen(seen: number, key: string, marks: number, text: string): number {
  const isOfSeries = marks === 0 ? isNumbered(key) : (marks & NUMBERED) !== 0;
  const isLetter = key.length === 1;
  const more = isOfSeries ? A_NUMBER : isLetter ? ((seen & A_LETTER) === 0 ? A_LETTER : LETTERS) : 0;
  const second = (seen & (A_TEXT | TEXTS)) === 0 ? A_TEXT : TEXTS;
  if (beginsWithDigit(text)) return more | second;
  const isPrefix = text.length === PREFIX_LENGTH && isPrefixOfNumber(text);
  return more | second | (isPrefix ? A_PREFIX | NO_DIGIT : NO_DIGIT);
}

/** What one more member that is no text tells: whether there is one list, or several. */
export function listSeen(seen: number, value: object | null): number {
  if (!Array.isArray(value)) return 0;
  return (seen & A_LIST) === 0 ? A_LIST : LISTS;
}

/** What the first member of an object tells. */
export function firstSeen(value: unknown): number {
  if (value === '') return EMPTY;
  return typeof value === 'object' && value !== null ? AN_OBJECT : 0;
}

/** Whether texts may be one text, all of them one number, or one of them the letters before it. */
export function mayGoTogether(seen: number): boolean {
  if ((seen & TEXTS) === 0) return false;
  return (seen & (A_NUMBER | LETTERS | A_PREFIX)) !== 0 || (seen & NO_DIGIT) === 0;
}

/** Whether an object holds several lists: one may name what stands in another. */
export function mayBeColumns(seen: number): boolean {
  return (seen & LISTS) !== 0;
}

/** Whether one name may be cut over the names of an object of so many members. */
export function maySplitNames(seen: number, count: number): boolean {
  return (seen & EMPTY) !== 0 || (count === 1 && (seen & AN_OBJECT) !== 0);
}

function beginsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 48 && first <= 57;
}
