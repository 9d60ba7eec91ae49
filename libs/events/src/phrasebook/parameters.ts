import { CODE_LISTS, type CodeList } from './codes/code-lists.js';
import { LANGUAGE_CODES } from './codes/language-codes.js';
import type { PhraseParameter } from './phrase.js';

/** A local time, `HH:MM`. */
export const TIME: PhraseParameter = { type: 'time' };

/** A calendar date, `YYYY-MM-DD`. */
export const DATE: PhraseParameter = { type: 'date' };

/** A language that people speak or sign, by its BCP 47 tag without a region. */
export const LANGUAGE: PhraseParameter = { type: 'language', values: LANGUAGE_CODES };

/** A whole number in a range, both ends included. */
export function whole(min: number, max: number): PhraseParameter {
  return { type: 'integer', min, max };
}

/** One of a closed list of codes. */
export function code(list: CodeList): PhraseParameter {
  return { type: 'code', list, values: CODE_LISTS[list] };
}
