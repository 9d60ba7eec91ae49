import { namesIn } from '../decoding/names-in-text.js';
import { isLabel, isNumbered } from '../screening/collector.js';
import type { Token } from '../matching/token.js';

const MAX_KEYS = 8_192;
const MAX_KEY_LENGTH = 80;
/** Several codes are longer. */
const MAX_ROW_LENGTH = 400;
/** Digits that a value of a closed list has at most. */
const FEW_DIGITS = 4;
/** A character that is escaped as in HTML or in an address. */
const ESCAPE = /&(?:#[0-9]{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,8});|%[0-9a-f]{2}/iy;
/** Signs of codes, beside letters and digits. */
const CODE_SIGNS = new Set(Array.from('_./:-', (sign) => sign.charCodeAt(0)));
/** One whose words spell nothing with those of its neighbours: small letters, and no single one at its ends. */
const WORDS_ONLY = /^\/?[a-z]{2,}(?:[/.-][a-z]+)*$/;
const SINGLE_AT_END = /[/.-][a-z]$/;

/** What is known of a short text: that it says nothing as a name of a field, as a value, or both. */
const NAME = 1;
/** It numbers a member of a series. */
export const NUMBERED = 2;
/** The member of this name does not name what its siblings hold. */
export const NO_LABEL = 4;
/** It says nothing as a value. */
export const VALUE = 8;
/** Nor together with its like, parted by spaces. */
export const INERT = 16;
/** The rules find nothing in it: several codes that stand together, written as one. */
const ROW = 32;
/** It says nothing as a label. */
const AS_LABEL = 64;
/** A rule could begin with it as a name. Documents that were cleared hold such names too. */
const SUSPECT_NAME = 128;
/** A rule could begin with it as a label. */
const SUSPECT_LABEL = 256;
/** As a value it has to be looked at closely, each time. */
export const SUSPECT_VALUE = 512;

/** Whether a text is short and looks like a value of a closed list. */
export function isCode(text: string): boolean {
  return text.length <= MAX_KEY_LENGTH && looksLikeCode(text);
}

/**
 * A value of a closed list, by its look: ASCII letters and few digits, no space. A system that escapes a character does so each
 * time: what stands for one is no digit of a number.
 */
function looksLikeCode(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const letter = unit | 0x20;
    if (letter >= 97 && letter <= 122) continue;
    if (unit >= 48 && unit <= 57) {
      if (++digits > FEW_DIGITS) return false;
    } else if (!CODE_SIGNS.has(unit)) {
      const end = escapeEnd(text, at);
      if (end === at) return false;
      at = end - 1;
    }
  }
  return text.length > 0;
}

/** Where an escaped character ends that begins at a place, `&#116;` or `%74`; the place itself where none does. */
function escapeEnd(text: string, at: number): number {
  ESCAPE.lastIndex = at;
  return ESCAPE.test(text) ? ESCAPE.lastIndex : at;
}

/** What a book asks about a text that it does not know. */
export interface Names {
  /** Whether a rule could begin with some word of a field name, whatever it is written in. */
  isSuspect(name: string): boolean;
  /** Whether a rule could begin with some word of a label. */
  isSuspectLabel(label: string): boolean;
  /** The words of a field name. */
  read(name: string): readonly Token[];
}

/**
 * What field names and codes say: nothing, nothing but a number of their kind (`line2`), or a word that some rule
 * could begin with. Remembers short ones that say nothing, and only those of documents that were cleared: nothing
 * of a dropped document stays in memory. Starts anew when it is full.
 */
export class KeyBook {
  readonly #known = new Map<string, number>();
  readonly #words = new Map<string, readonly Token[]>();
  /** What labels of the document at hand were found to say. */
  readonly #labels = new Map<string, boolean>();
  /** What was known before of the texts learnt from the document at hand. */
  readonly #before = new Map<string, number>();

  constructor(private readonly names: Names) {}

  /** What is known of a text; 0 for nothing. */
  marksOf(text: string): number {
    return text.length > MAX_KEY_LENGTH ? 0 : (this.#known.get(text) ?? 0);
  }

  /** The same of a field name; 0 for one that a rule could begin with. */
  marksOfName(key: string): number {
    const known = this.marksOf(key);
    if ((known & NAME) !== 0) return known;
    if ((known & SUSPECT_NAME) !== 0 || key.length > MAX_KEY_LENGTH) return 0;
    if (this.names.isSuspect(key)) {
      if (isCode(key)) this.#add(key, SUSPECT_NAME);
      return 0;
    }
    const marks = NAME | (isNumbered(key) ? NUMBERED : 0) | (isLabel(key) ? 0 : NO_LABEL);
    this.#add(key, marks);
    return marks;
  }

  /** Whether a field name says what some rule could begin with. */
  saysAsKey(key: string): boolean {
    return this.marksOfName(key) === 0;
  }

  /** Whether a label does. Its words alone count: what it encodes is looked at where it stands. */
  saysAsLabel(label: string): boolean {
    const known = this.marksOf(label);
    if ((known & (NAME | AS_LABEL)) !== 0) return false;
    if ((known & SUSPECT_LABEL) !== 0) return true;
    let says = this.#labels.get(label);
    if (says === undefined) this.#labels.set(label, (says = this.names.isSuspectLabel(label)));
    // A code is learnt: next time it costs one look-up.
    if (isCode(label)) this.#add(label, says ? SUSPECT_LABEL : AS_LABEL);
    return says;
  }

  /** Whether documents that were cleared held a text. */
  isRemembered(text: string): boolean {
    return this.marksOf(text) !== 0 && !this.#before.has(text);
  }

  /** Whether a value has been seen to say nothing. */
  isKnown(text: string): boolean {
    return (this.marksOf(text) & VALUE) !== 0;
  }

  /**
   * Remembers a value that says nothing, if it is a code such as `step-free`. `mayGoOn`: whether it may say something with
   * the one beside it.
   */
  learn(text: string, mayGoOn: (code: string) => boolean): void {
    if (!isCode(text)) return;
    const isInert = WORDS_ONLY.test(text) && !SINGLE_AT_END.test(text) && !mayGoOn(text);
    this.#add(text, isInert ? VALUE | INERT : VALUE);
  }

  /** Remembers a value that has to be looked at closely, if it is a code. */
  learnSuspect(text: string): void {
    if (isCode(text)) this.#add(text, SUSPECT_VALUE);
  }

  /** Whether codes have been seen to say nothing together either, written as one or with spaces between them. */
  isKnownRow(row: string): boolean {
    return row.length <= MAX_ROW_LENGTH && ((this.#known.get(row) ?? 0) & (ROW | VALUE)) !== 0;
  }

  /** Remembers codes that say nothing together, written as one or with spaces between them. */
  learnRow(row: string): void {
    if (row.length <= MAX_ROW_LENGTH && looksLikeCode(row.replaceAll(' ', ''))) this.#add(row, ROW);
  }

  /** Whether a text spells out the name of a field that some rule could begin with: `imm_status`. */
  saysAsName(text: string): boolean {
    return namesIn(text).some(({ name }) => this.saysAsKey(name));
  }

  /** The words of a field name. */
  wordsOf(key: string): readonly Token[] {
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const words = this.names.read(key);
    if (this.#known.has(key) && !this.#before.has(key)) this.#words.set(key, words);
    return words;
  }

  /** Ends one document: what was learnt from it stays only if it was cleared. */
  endDocument(isCleared: boolean): void {
    if (this.#labels.size > 0) this.#labels.clear();
    if (this.#before.size === 0) return;
    if (!isCleared) this.#unlearn();
    else if (this.#known.size > MAX_KEYS) this.#forget();
    this.#before.clear();
  }

  #unlearn(): void {
    for (const [text, marks] of this.#before) {
      if (marks === 0) this.#known.delete(text);
      else this.#known.set(text, marks);
    }
  }

  #forget(): void {
    this.#known.clear();
    this.#words.clear();
  }

  #add(text: string, marks: number): void {
    const known = this.#known.get(text) ?? 0;
    if (!this.#before.has(text)) {
      if (this.#before.size >= MAX_KEYS) return;
      this.#before.set(text, known);
    }
    this.#known.set(text, known | marks);
  }
}
