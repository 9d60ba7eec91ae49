import type { SecondOpinion } from '../model/second-opinion.js';
import { isSentenceLike } from '../model/sentence-like.js';
import { areFragments, codesByNumber, isPrefixOfNumber, labelText } from '../screening/collector.js';
import { NOTE_NAME } from '../screening/place.js';
import { INERT, LABEL, NUMBERED, VALUE, type KeyBook } from './key-book.js';
import { isPlainId, withoutUuids } from './plain-id.js';
import type { Prefilter } from './prefilter.js';

/** Evidence is words of phrases: a text that is clear of rules holds none. */
const NO_EVIDENCE: ReadonlySet<string> = new Set();
const MAX_DEPTH = 40;
const MAX_PLAIN_NUMBER = 1e7;
const MIN_CODES = 5;
const PREFIX_LENGTH = 3;

/** What texts an object was seen to hold. */
const A_NUMBERED = 1;
const TWO_NUMBERED = 2;
const A_DIGIT = 4;
const TWO_DIGITS = 8;
const NO_DIGIT = 16;
const A_PREFIX = 32;

/**
 * Proves a whole document clean without building anything: every name is known to say nothing, every string passes
 * the prefilter, and nothing is spread over neighbours. What it cannot prove is not thereby a drop: the screener
 * decides.
 */
export class CleanPass {
  constructor(
    private readonly prefilter: Prefilter,
    private readonly keys: KeyBook,
    private readonly secondOpinion?: SecondOpinion,
  ) {}

  proves(value: unknown): boolean {
    if (typeof value === 'string' && this.secondOpinion?.readsAllNotes === true) return false;
    return this.#isClean(value, 0);
  }

  #isClean(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'string':
        return this.#isCleanText(value, depth === 0);
      case 'number':
        return value < MAX_PLAIN_NUMBER && value > -MAX_PLAIN_NUMBER;
      case 'boolean':
        return true;
      case 'object':
        if (value === null) return true;
        if (depth > MAX_DEPTH) return false;
        return Array.isArray(value)
          ? this.#isCleanArray(value, depth + 1)
          : this.#isCleanObject(value as Record<string, unknown>, depth + 1);
      default:
        return false;
    }
  }

  #isCleanText(text: string, isNote: boolean): boolean {
    return (!isNote && (this.keys.marksOf(text) & VALUE) !== 0) || this.#isCleanUnknown(text, isNote);
  }

  #isCleanUnknown(text: string, isNote: boolean): boolean {
    // What no rule reads is no sentence either, and is not learnt.
    if (isPlainId(text)) return true;
    if (this.prefilter.suspects(text)) return false;
    if (this.secondOpinion !== undefined && this.#isSuspected(text, isNote)) return false;
    // A note may be read more strictly than the same text elsewhere.
    if (!isNote) this.keys.learn(text);
    return true;
  }

  /** By the second opinion, as the text stands or as it is decoded. */
  #isSuspected(text: string, isNote: boolean): boolean {
    const views = this.prefilter.views ?? [withoutUuids(text)];
    return views.some(
      (view) => isSentenceLike(view) && this.secondOpinion?.suspects(view, NO_EVIDENCE, isNote) !== undefined,
    );
  }

  #isCleanArray(items: readonly unknown[], depth: number): boolean {
    let numbers = 0;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (!this.#isClean(item, depth)) return false;
      if (typeof item === 'number') numbers++;
    }
    if (numbers >= MIN_CODES) return false;
    return items.length < 2 || numbers === items.length || this.#areCleanTogether(items);
  }

  /** What items say that are all texts or numbers, or hold one text each. */
  #areCleanTogether(items: readonly unknown[]): boolean {
    let joined = '';
    let inert = 0;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      const text = typeof item === 'string' ? item : pieceOf(item);
      if (text === undefined) return true;
      joined += text;
      if ((this.keys.marksOf(text) & INERT) !== 0) inert++;
    }
    // Codes that say nothing alone say nothing beside each other: only what they spell without spaces is looked at.
    if (inert < items.length && this.prefilter.suspects(items.map(pieceOf).join(' '))) return false;
    return this.keys.isKnownRow(joined) || this.#isCleanRow(joined, items);
  }

  #isCleanRow(joined: string, items: readonly unknown[]): boolean {
    if (!areFragments(items.map((item) => pieceOf(item) ?? ''))) return true;
    if (this.prefilter.suspects(joined)) return false;
    this.keys.learnRow(joined);
    return true;
  }

  #isCleanObject(members: Readonly<Record<string, unknown>>, depth: number): boolean {
    let seen = 0;
    for (const key in members) {
      const marks = this.keys.marksOfName(key);
      if (marks === 0) return false;
      const value = members[key];
      if (typeof value !== 'string') {
        if (!this.#isCleanContent(key, marks, value, depth)) return false;
      } else {
        if (!this.#isCleanMember(key, marks, value)) return false;
        seen |= textSeen(seen, (marks & NUMBERED) !== 0 || key.length === 1, value);
      }
    }
    return seen === 0 ? codesByNumber(members).length < MIN_CODES : !mayGoTogether(seen);
  }

  /** A member that is no text. */
  #isCleanContent(key: string, marks: number, value: unknown, depth: number): boolean {
    if (key === NOTE_NAME && this.secondOpinion?.readsAllNotes === true) return false;
    return this.#isClean(value, depth) && ((marks & LABEL) === 0 || this.#isCleanLabel(value));
  }

  #isCleanMember(key: string, marks: number, value: string): boolean {
    const isNote = key === NOTE_NAME;
    if (isNote && this.secondOpinion?.readsAllNotes === true) return false;
    return this.#isCleanText(value, isNote) && ((marks & LABEL) === 0 || this.#isCleanLabel(value));
  }

  #isCleanLabel(value: unknown): boolean {
    const label = labelText(value);
    return label === undefined || !this.keys.saysAsLabel(label);
  }
}

/**
 * What one more text tells of an object: texts that are named by a number or by a single letter may go on in the
 * next, and those that begin with a digit may be parts of one number.
 */
function textSeen(seen: number, isNumbered: boolean, text: string): number {
  const numbered = !isNumbered ? 0 : (seen & A_NUMBERED) === 0 ? A_NUMBERED : TWO_NUMBERED;
  if (beginsWithDigit(text)) return numbered | ((seen & A_DIGIT) === 0 ? A_DIGIT : TWO_DIGITS);
  const isPrefix = text.length === PREFIX_LENGTH && isPrefixOfNumber(text);
  return numbered | (isPrefix ? A_PREFIX | NO_DIGIT : NO_DIGIT);
}

/** Whether texts may be one text, all of them one number, or one of them the letters before it. */
function mayGoTogether(seen: number): boolean {
  if ((seen & TWO_NUMBERED) !== 0) return true;
  if ((seen & A_DIGIT) === 0) return false;
  return (seen & A_PREFIX) !== 0 || ((seen & TWO_DIGITS) !== 0 && (seen & NO_DIGIT) === 0);
}

function beginsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.length < 32 && first >= 48 && first <= 57;
}

/** What an item adds to a row: itself, or the only text of an object. */
function pieceOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (typeof item === 'number') return String(item);
  return typeof item !== 'object' || item === null || Array.isArray(item) ? undefined : onlyTextOf(item);
}

function onlyTextOf(item: object): string | undefined {
  let text: string | undefined;
  for (const key in item) {
    const value = (item as Readonly<Record<string, unknown>>)[key];
    if (typeof value !== 'string') continue;
    if (text !== undefined) return undefined;
    text = value;
  }
  return text;
}
