import type { SecondOpinion } from '../model/second-opinion.js';
import { isSentenceLike } from '../model/sentence-like.js';
import { areFragments, codesByNumber, isPrefixOfNumber, labelText } from '../screening/collector.js';
import { NOTE_NAME } from '../screening/place.js';
import { INERT, LABEL, NUMBERED, VALUE, type KeyBook } from './key-book.js';
import { withoutUuids } from './plain-id.js';
import type { Prefilter } from './prefilter.js';

/** Evidence is words of phrases: a text that is clear of rules holds none. */
const NO_EVIDENCE: ReadonlySet<string> = new Set();
const MAX_DEPTH = 40;
const MAX_PLAIN_NUMBER = 1e7;
const MIN_CODES = 5;

/** What an item of an array is, beside its neighbours. */
const SUSPECT_ITEM = 0;
const OTHER_ITEM = 1;
const NUMBER_ITEM = 2;
const TEXT_ITEM = 3;
/** A text that says nothing with its like. */
const INERT_ITEM = 4;

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
    let texts = 0;
    let numbers = 0;
    let inert = 0;
    for (const item of items) {
      const kind = this.#kindOfItem(item, depth);
      if (kind === SUSPECT_ITEM) return false;
      if (kind === NUMBER_ITEM) numbers++;
      else if (kind !== OTHER_ITEM) texts++;
      if (kind === INERT_ITEM) inert++;
    }
    if (numbers >= MIN_CODES) return false;
    if (items.length < 2 || texts + numbers < items.length || texts === 0) return true;
    return this.#areCleanTogether(items.map(textOfItem), inert === items.length);
  }

  #kindOfItem(item: unknown, depth: number): number {
    if (typeof item === 'string') {
      if (!this.#isCleanText(item, false)) return SUSPECT_ITEM;
      return (this.keys.marksOf(item) & INERT) === 0 ? TEXT_ITEM : INERT_ITEM;
    }
    if (!this.#isClean(item, depth)) return SUSPECT_ITEM;
    if (typeof item === 'number') return NUMBER_ITEM;
    if (!holdsOneText(item)) return OTHER_ITEM;
    return (this.keys.marksOf(textOfItem(item)) & INERT) === 0 ? TEXT_ITEM : INERT_ITEM;
  }

  /** Codes that say nothing alone say nothing beside each other: only what they spell without spaces is looked at. */
  #areCleanTogether(pieces: readonly string[], areInert: boolean): boolean {
    if (!areInert && this.prefilter.suspects(pieces.join(' '))) return false;
    if (!areFragments(pieces)) return true;
    const joined = pieces.join('');
    if (this.keys.isKnown(joined)) return true;
    if (this.prefilter.suspects(joined)) return false;
    this.keys.learn(joined);
    return true;
  }

  #isCleanObject(members: Readonly<Record<string, unknown>>, depth: number): boolean {
    let numbered = 0;
    let digits = 0;
    let texts = 0;
    for (const key in members) {
      const marks = this.keys.marksOfName(key);
      const value = members[key];
      if (marks === 0 || !this.#isCleanMember(key, marks, value, depth)) return false;
      if (typeof value !== 'string') continue;
      texts++;
      if (isNumbered(marks, key)) numbered++;
      if (beginsWithDigit(value)) digits++;
    }
    if (texts === 0) return codesByNumber(members).length < MIN_CODES;
    return numbered < 2 && (digits === 0 || !areOneNumber(members, digits, texts));
  }

  #isCleanMember(key: string, marks: number, value: unknown, depth: number): boolean {
    const isNote = key === NOTE_NAME;
    if (isNote && this.secondOpinion?.readsAllNotes === true) return false;
    if (!(typeof value === 'string' ? this.#isCleanText(value, isNote) : this.#isClean(value, depth)))
      return false;
    if ((marks & LABEL) === 0) return true;
    const label = labelText(value);
    return label === undefined || !this.keys.saysAsLabel(label);
  }
}

/** Named by a number or by a single letter: what it holds may go on in the next. */
function isNumbered(marks: number, key: string): boolean {
  return (marks & NUMBERED) !== 0 || key.length === 1;
}

/** Whether members may be the parts of one number, or one of them the letters before it. */
function areOneNumber(members: Readonly<Record<string, unknown>>, digits: number, texts: number): boolean {
  return (digits > 1 && digits === texts) || Object.values(members).some(isPrefixOfNumber);
}

function beginsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return text.length < 32 && first >= 48 && first <= 57;
}

function holdsOneText(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  let texts = 0;
  for (const key in item) if (typeof (item as Record<string, unknown>)[key] === 'string') texts++;
  return texts === 1;
}

function textOfItem(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  for (const value of Object.values(item)) if (typeof value === 'string') return value;
  return '';
}
