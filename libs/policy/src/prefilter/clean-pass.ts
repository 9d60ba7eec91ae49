import type { SecondOpinion } from '../model/second-opinion.js';
import { isSentenceLike } from '../model/sentence-like.js';
import { areFragments, isLabel, codesByNumber, isPrefixOfNumber, labelText } from '../screening/collector.js';
import { NOTE_NAME } from '../screening/place.js';
import type { KeyBook } from './key-book.js';
import { withoutUuids } from './plain-id.js';
import type { Prefilter } from './prefilter.js';

/** Evidence is words of phrases: a text that is clear of rules holds none. */
const NO_EVIDENCE: ReadonlySet<string> = new Set();
const MAX_DEPTH = 40;
const MAX_PLAIN_NUMBER = 1e7;
const MIN_CODES = 5;
const MAY_BE_JSON = /^\s*[[{"]/;

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
    return this.#isClearOfRules(text) && (this.secondOpinion === undefined || this.#isUnsuspected(text, isNote));
  }

  /** What may be JSON holds sentences of its own: the screener asks about those. */
  #isUnsuspected(text: string, isNote: boolean): boolean {
    if (!isSentenceLike(text)) return true;
    return (
      !MAY_BE_JSON.test(text) && this.secondOpinion?.suspects(withoutUuids(text), NO_EVIDENCE, isNote) === undefined
    );
  }

  #isClearOfRules(text: string): boolean {
    if (this.keys.isKnown(text)) return true;
    if (this.keys.saysAsName(text)) return false;
    // A code is learnt even where the prefilter would do: next time it costs one look-up.
    return this.keys.isPlainCode(text) || !this.prefilter.suspects(text);
  }

  #isCleanArray(items: readonly unknown[], depth: number): boolean {
    let texts = 0;
    let numbers = 0;
    for (const item of items) {
      if (!this.#isClean(item, depth)) return false;
      if (typeof item === 'number') numbers++;
      else if (typeof item === 'string' || holdsOneText(item)) texts++;
    }
    if (numbers >= MIN_CODES) return false;
    if (items.length < 2 || texts + numbers < items.length || texts === 0) return true;
    return this.#areCleanTogether(items.map(textOfItem));
  }

  #areCleanTogether(pieces: readonly string[]): boolean {
    const spaced = pieces.join(' ');
    if (!this.keys.isPlainCode(spaced) && this.prefilter.suspects(spaced)) return false;
    return !areFragments(pieces) || !this.prefilter.suspects(pieces.join(''));
  }

  #isCleanObject(members: Readonly<Record<string, unknown>>, depth: number): boolean {
    let numbered = 0;
    let digits = 0;
    let texts = 0;
    for (const key in members) {
      const kind = this.keys.kindOf(key);
      const value = members[key];
      if (kind === 'suspect' || !this.#isCleanMember(key, value, depth)) return false;
      if (typeof value !== 'string') continue;
      texts++;
      if (kind === 'numbered') numbered++;
      if (beginsWithDigit(value)) digits++;
    }
    if (texts === 0) return codesByNumber(members).length < MIN_CODES;
    return numbered < 2 && (digits === 0 || !areOneNumber(members, digits, texts));
  }

  #isCleanMember(key: string, value: unknown, depth: number): boolean {
    if (key === NOTE_NAME && this.secondOpinion?.readsAllNotes === true) return false;
    if (typeof value !== 'string') {
      const label = isLabel(key) ? labelText(value) : undefined;
      return this.#isClean(value, depth) && (label === undefined || this.keys.kindOf(label) !== 'suspect');
    }
    return this.#isCleanText(value, key === NOTE_NAME) && !(isLabel(key) && this.keys.kindOf(value) === 'suspect');
  }
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
