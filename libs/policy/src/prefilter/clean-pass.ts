import type { SecondOpinion } from '../model/second-opinion.js';
import { isSentenceLike } from '../model/sentence-like.js';
import {
  areFragments,
  codesByNumber,
  isIdeograph,
  isLabel,
  joinedCodes,
  joinedItems,
  joinedMembers,
  labelText,
  piecesOf,
  splitNames,
} from '../screening/collector.js';
import { namedColumns, namedRows } from '../screening/columns.js';
import { namesAbove } from '../screening/names-above.js';
import { NOTE_NAME, type Path } from '../screening/place.js';
import { INERT, NO_LABEL, SUSPECT_VALUE, VALUE, type KeyBook } from './key-book.js';
import { firstSeen, listSeen, mayBeColumns, mayGoTogether, maySplitNames, textSeen } from './members-seen.js';
import { isPlainId, withoutUuids } from '../decoding/plain-id.js';
import type { Prefilter } from './prefilter.js';

/** Evidence is words of phrases: a text that is clear of rules holds none. */
const NO_EVIDENCE: ReadonlySet<string> = new Set();
const MAX_DEPTH = 40;
const MAX_PLAIN_NUMBER = 1e7;
const MIN_CODES = 5;
/** More parts than these are one. */
const MAX_PARTS = 12;
const WHOLE: readonly Path[] = [[]];

/** What was proved of a text. */
const CLEAR_OF_RULES = 1;
const CLEAR = 2;

/**
 * Proves a document clean without building anything: every name is known to say nothing, every string passes the
 * prefilter, and nothing is spread over neighbours. The parts of it that it cannot prove are not thereby a drop: the
 * screener decides. Used by one reader at a time.
 */
export class CleanPass {
  /** The names and indexes above the value at hand. */
  readonly #path: (string | number)[] = [];
  #parts: Path[] = [];
  /** The value at hand as a whole, and how deep in it the note at hand lies. */
  #root: unknown;
  #depth = 0;
  /** Texts of the document at hand that were proved clean, and what of them. */
  readonly #proved = new Map<string, number>();

  constructor(
    private readonly prefilter: Prefilter,
    private readonly keys: KeyBook,
    private readonly secondOpinion?: SecondOpinion,
  ) {}

  /** Whether no rule of any pack finds anything in a text of the document at hand. */
  isClearOfRules(text: string): boolean {
    return this.#proved.has(text) || this.keys.isKnownRow(text);
  }

  /** Whether the second opinion holds nothing against it either, where it is no note. */
  isClear(text: string): boolean {
    return this.#proved.get(text) === CLEAR || this.keys.isKnown(text);
  }

  /** Forgets what was proved of the texts of one document. */
  endDocument(): void {
    if (this.#proved.size > 0) this.#proved.clear();
  }

  /**
   * The parts that must be looked at closely, none inside another, in the order of the document. `isBeside`: the value is
   * not the document but what travels beside it.
   */
  partsToSee(value: unknown, isBeside = false): readonly Path[] {
    if (this.#parts.length > 0) this.#parts = [];
    this.#root = isBeside ? undefined : value;
    this.#depth = 0;
    const isNote = typeof value === 'string' && this.secondOpinion?.readsAllNotes === true;
    return isNote || !this.#isClean(value, 0) ? WHOLE : this.#parts;
  }

  /** Whether a value is clean but for parts that are kept; where not, it is a part itself or in one. */
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

  /** Keeps the member at hand, at a depth, instead of what was kept of it; false where too many are kept already. */
  #keep(depth: number, before: number): boolean {
    this.#parts.length = before;
    if (before >= MAX_PARTS) return false;
    this.#parts.push(this.#path.slice(0, depth));
    return true;
  }

  readonly #mayGoOn = (code: string): boolean => this.prefilter.mayHoldHalf(code);

  readonly #namesAbove = (): readonly string[] => namesAbove(this.#root, this.#path.slice(0, this.#depth));

  #isCleanText(text: string, isNote: boolean): boolean {
    const marks = isNote ? 0 : this.keys.marksOf(text) & (VALUE | SUSPECT_VALUE);
    return marks === 0 ? this.#isCleanUnknown(text, isNote) : marks === VALUE;
  }

  #isCleanUnknown(text: string, isNote: boolean): boolean {
    // What no rule reads is no sentence either, and is not learnt.
    if (isPlainId(text) || (!isNote && this.#proved.get(text) === CLEAR)) return true;
    const above = isNote && this.#root !== undefined ? this.#namesAbove : undefined;
    if (this.prefilter.suspects(text, above) || this.#isSuspected(text, isNote)) {
      if (!isNote) this.keys.learnSuspect(text);
      return false;
    }
    // A note may be read more strictly than the same text elsewhere.
    if (!isNote) {
      this.keys.learn(text, this.#mayGoOn);
      this.#proved.set(text, CLEAR);
    }
    return true;
  }

  /** Whether no rule finds anything in what several values say together. */
  #isClearOfRules(text: string): boolean {
    if (this.#proved.has(text)) return true;
    if (this.prefilter.suspects(text)) return false;
    this.#proved.set(text, CLEAR_OF_RULES);
    return true;
  }

  /** By the second opinion, as the text stands or as it is decoded. */
  #isSuspected(text: string, isNote: boolean): boolean {
    if (this.secondOpinion === undefined) return false;
    const views = this.prefilter.views ?? [withoutUuids(text)];
    return views.some(
      (view) => isSentenceLike(view) && this.secondOpinion?.suspects(view, NO_EVIDENCE, isNote) !== undefined,
    );
  }

  #isCleanArray(items: readonly unknown[], depth: number): boolean {
    let numbers = 0;
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      this.#path[depth - 1] = index;
      if (!this.#isClean(item, depth)) return false;
      if (typeof item === 'number') numbers++;
    }
    if (items.length < 2) return true;
    if (numbers === items.length)
      return (
        (numbers < MIN_CODES && !items.every((item) => isIdeograph(item as number))) ||
        this.#areClean(joinedItems(items))
      );
    return this.#areCleanTogether(items) && (!Array.isArray(items[0]) || this.#areClean(namedRows(items)));
  }

  /** What items say together that are texts or numbers, or hold one text each. */
  #areCleanTogether(items: readonly unknown[]): boolean {
    const pieces = piecesOf(items);
    if (pieces.length < 2) return true;
    let inert = 0;
    for (const piece of pieces) if ((this.keys.marksOf(piece) & INERT) !== 0) inert++;
    // Codes that say nothing alone say nothing beside each other: only what they spell without spaces is looked at.
    if (inert < pieces.length && !this.#isCleanSpaced(pieces.join(' '))) return false;
    const joined = pieces.join('');
    return (
      (this.keys.isKnownRow(joined) || this.#isCleanRow(joined, pieces)) &&
      this.#areClean(joinedCodes(pieces))
    );
  }

  #isCleanSpaced(row: string): boolean {
    if (this.keys.isKnownRow(row)) return true;
    if (!this.#isClearOfRules(row)) return false;
    this.keys.learnRow(row);
    return true;
  }

  #isCleanRow(joined: string, pieces: readonly string[]): boolean {
    if (!areFragments(pieces)) return true;
    if (!this.#isClearOfRules(joined)) return false;
    this.keys.learnRow(joined);
    return true;
  }

  #isCleanObject(members: Readonly<Record<string, unknown>>, depth: number): boolean {
    const before = this.#parts.length;
    let seen = 0;
    let count = 0;
    let isLabelled = false;
    for (const key in members) {
      const value = members[key];
      const marks = this.keys.marksOfName(key);
      this.#path[depth - 1] = key;
      if (!this.#isCleanMember(key, marks, value, depth)) return false;
      if (typeof value === 'string') seen |= textSeen(seen, key, marks, value);
      else if (typeof value === 'object') seen |= listSeen(seen, value);
      if (count++ === 0) seen |= firstSeen(value);
      if ((marks & NO_LABEL) === 0 && this.#labels(key, marks, value)) isLabelled = true;
    }
    return (
      (!isLabelled || this.#areKept(members, depth, before)) && this.#areClearTogether(members, seen, count)
    );
  }

  #areClearTogether(members: Readonly<Record<string, unknown>>, seen: number, count: number): boolean {
    const mayJoin =
      mayGoTogether(seen) || (seen === 0 && count >= MIN_CODES && codesByNumber(members).length >= MIN_CODES);
    return (
      (!mayJoin || this.#areClean(joinedMembers(members))) &&
      (!mayBeColumns(seen) || this.#areClean(namedColumns(members))) &&
      (!maySplitNames(seen, count) || this.#areClean(splitNames(members)))
    );
  }

  /** Whether a member is clean, or kept as a part. */
  #isCleanMember(key: string, marks: number, value: unknown, depth: number): boolean {
    const before = this.#parts.length;
    if (marks === 0) return this.#keep(depth, before);
    const isNote = key === NOTE_NAME;
    this.#depth = depth;
    const isClean =
      typeof value === 'string' ? this.#isCleanText(value, isNote) : this.#isClean(value, depth);
    const isRead = isNote && this.secondOpinion?.readsAllNotes === true;
    return (isClean && !isRead) || this.#keep(depth, before);
  }

  /** Keeps every member by itself: a label says something about each of them. */
  #areKept(members: Readonly<Record<string, unknown>>, depth: number, before: number): boolean {
    this.#parts.length = before;
    return Object.keys(members).every((key) => {
      this.#path[depth - 1] = key;
      return this.#keep(depth, this.#parts.length);
    });
  }

  /** Whether a member names what its neighbours hold, and says something about them. */
  #labels(key: string, marks: number, value: unknown): boolean {
    if (marks === 0 && !isLabel(key)) return false;
    const label = labelText(value);
    return label !== undefined && this.keys.saysAsLabel(label);
  }

  #areClean(texts: readonly string[]): boolean {
    return texts.every((text) => this.#isClearOfRules(text));
  }
}
