import { foldText } from '../folding/fold-text.js';
import { characterKind, DIGIT, IDEOGRAPH, LETTER } from '../matching/word-characters.js';

const APOSTROPHE = 0x27;
const QUESTION = 0x3f;
const EMPTY_BOXES = new Set([0x2610, 0x25a1]);
const ZERO = 0x30;
/** Words cut here: nobody's word is longer, and the work for one stays bounded. */
const LONGEST_WORD = 40;
const TYPOGRAPHIC = /[\u2018\u2019\u02bc`\u00b4]/g;
/** What French, Creole and their neighbours write before an apostrophe: `l'audience` is two words. */
const ELIDED = new Set(['c', 'd', 'j', 'l', 'm', 'n', 's', 't', 'y', 'qu']);

/** Words of a text, as spans of its folded units. Digits are all zeros: a number is its length. */
export interface NoteWords {
  readonly units: Uint16Array;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Parts a text into words: letters and digits, single ideographs, question marks and empty boxes of forms. */
export function readNoteWords(text: string): NoteWords {
  const { lower } = foldText(text.replace(TYPOGRAPHIC, "'"));
  const units = new Uint16Array(lower.length);
  const starts: number[] = [];
  const ends: number[] = [];
  let start = -1;
  const endWord = (end: number): void => {
    if (start < 0) return;
    starts.push(start);
    ends.push(Math.min(end, start + LONGEST_WORD));
    start = -1;
  };
  for (let at = 0; at < lower.length; at++) {
    const unit = lower.charCodeAt(at);
    const part = partOf(unit);
    units[at] = part === DIGIT ? ZERO : unit;
    if (part === LETTER || part === DIGIT) {
      if (start < 0) start = at;
    } else if (start < 0 || !isInside(lower, start, at)) endWord(at);
    if (part !== IDEOGRAPH) continue;
    starts.push(at);
    ends.push(at + 1);
  }
  endWord(lower.length);
  return { units, starts, ends };
}

/** A question mark and an empty box of a form are words of their own, like an ideograph. */
function partOf(unit: number): number {
  return unit === QUESTION || EMPTY_BOXES.has(unit) ? IDEOGRAPH : characterKind(unit);
}

/** An apostrophe between letters belongs to the word (`can't`), unless it stands for a vowel (`l'avocat`). */
function isInside(text: string, start: number, at: number): boolean {
  if (text.charCodeAt(at) !== APOSTROPHE || at + 1 >= text.length) return false;
  if (characterKind(text.charCodeAt(at + 1)) !== LETTER) return false;
  return at - start > 2 || !ELIDED.has(text.slice(start, at));
}
