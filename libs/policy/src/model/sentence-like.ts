import { characterKind, DIGIT, IDEOGRAPH, LETTER } from '../matching/word-characters.js';

const MIN_WORDS = 3;
/** Codes such as `maison-bonaventure-lits` have no space, and fewer words than this. */
const MIN_JOINED_WORDS = 5;
const LONG_CODE = 40;
/** A single letter is no word: ids and spelled letters are not sentences. */
const MIN_LETTERS = 2;
const MIN_UNSPACED = 6;
const MIN_LENGTH = 6;

const GAP = 1;
const WORD = 2;
const NUMBER = 3;
const UNSPACED = 4;
const NOTHING = 5;

/** Soft hyphen, zero-width characters, directions: not seen, so they part no words. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/;
/** Thai, Lao, Tibetan, Myanmar and Khmer part phrases, not words. */
const UNSPACED_SCRIPT = /[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]/;
const PARTS = new Uint8Array(0x10000);

/** Whether a text has words enough to be a sentence. Stops reading where it has. */
export function isSentenceLike(text: string): boolean {
  const { length } = text;
  if (length < MIN_LENGTH) return false;
  const enough = wordsNeeded(text);
  let words = 0;
  let letters = 0;
  let unspaced = 0;
  for (let at = 0; at <= length; at++) {
    // One step beyond the end ends the last word.
    const part = partOf(text.charCodeAt(at));
    if (part === WORD) letters++;
    else if (part === UNSPACED) unspaced++;
    else if (part === NUMBER) letters = Number.NEGATIVE_INFINITY;
    else if (part === GAP) {
      if (letters >= MIN_LETTERS) words++;
      letters = 0;
    }
    if (words === enough || unspaced === MIN_UNSPACED) return true;
  }
  return false;
}

function wordsNeeded(text: string): number {
  return text.length > LONG_CODE || text.includes(' ') ? MIN_WORDS : MIN_JOINED_WORDS;
}

function partOf(unit: number): number {
  const known = PARTS[unit] ?? GAP;
  return known === 0 ? (PARTS[unit] = classify(unit)) : known;
}

function classify(unit: number): number {
  const character = String.fromCharCode(unit);
  if (INVISIBLE.test(character)) return NOTHING;
  const kind = characterKind(unit);
  if (kind === IDEOGRAPH || (kind === LETTER && UNSPACED_SCRIPT.test(character))) return UNSPACED;
  if (kind === DIGIT) return NUMBER;
  return kind === LETTER ? WORD : GAP;
}
