import { findShapes } from './find-shapes.js';
import type { PhraseIndex } from './phrase-index.js';
import type { Occurrence, Occurrences } from './phrase-walker.js';
import type { CompiledContext, CompiledRule } from './rule.js';
import type { Token } from './token.js';

/** One stretch of text as the rules see it: the words of its field name, then the words of its value. */
export interface Passage {
  readonly tokens: readonly Token[];
  /** How many of the tokens belong to the field name. */
  readonly keyLength: number;
  /** Folded text of the value, case kept; offsets of its tokens refer to it. */
  readonly text: string;
  /** Written in characters that hide its words, or in another order. */
  readonly isHidden?: boolean;
}

/** A sentence that the second opinion reads. */
export interface Weighed {
  /** What only counts as evidence in it, by the id of its rule and by its phrase. */
  readonly evidence: Set<string>;
  /** Whether such a phrase decides by itself all the same. */
  readonly decides: boolean;
}

export interface Finding {
  readonly rule: CompiledRule;
  /** Token indexes, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

const DIGITS = [0x30, 0x39] as const;
const CAPITALS = [0x41, 0x5a] as const;

/** Fewer words are a value, and mean what their field says. */
const WORDS_OF_A_TEXT = 3;

/** The longest phrase a context may hold, in words: how far before a window a phrase can begin. */
const LONGEST_PHRASE = 16;

/** Runs all rules over passages. Immutable once built. */
export class Engine {
  readonly #ruleOfList = new Map<number, CompiledRule>();
  readonly #listsOfRule = new Map<number, readonly number[]>();
  readonly #shaped: readonly CompiledRule[];

  constructor(
    readonly phrases: PhraseIndex,
    readonly rules: readonly CompiledRule[],
  ) {
    for (const rule of rules) {
      this.#ruleOfList.set(rule.list, rule);
      this.#listsOfRule.set(rule.list, listsAround(rule));
    }
    this.#shaped = rules.filter((rule) => rule.shapes.length > 0);
  }

  /** Whether a text with so many digits and capitals has the shape of an identifier of some rule, whatever its context. */
  hasShape(text: string, digits = Number.POSITIVE_INFINITY, capitals = Number.POSITIVE_INFINITY): boolean {
    return this.#shaped.some(
      ({ shapes, leastDigits, leastCapitals, shapeMark }) =>
        digits >= leastDigits &&
        capitals >= leastCapitals &&
        shapeMark?.test(text) !== false &&
        shapes.some((shape) => text.search(shape) >= 0),
    );
  }

  /**
   * The first finding in the passage, or that of one rule only; undefined when nothing is found. In a sentence that the
   * second opinion reads, what only counts as evidence, and stands there undisguised, is added to it and is no finding.
   */
  find(passage: Passage, only?: string, weighed?: Weighed): Finding | 'too-much' | undefined {
    const found = this.#occurrences(passage);
    if (found === undefined) return 'too-much';
    for (const [list, occurrences] of found) {
      const rule = this.#ruleOf(list, only);
      const occurrence = rule && occurrences.find((candidate) => holds(rule, candidate, found, passage));
      if (rule === undefined || occurrence === undefined) continue;
      if (only !== undefined || isDecisive(rule, occurrence, passage, weighed))
        return { rule, ...occurrence };
      if (occurrence.start >= passage.keyLength) addEvidence(rule, weighed);
    }
    return undefined;
  }

  #ruleOf(list: number, only: string | undefined): CompiledRule | undefined {
    const rule = this.#ruleOfList.get(list);
    return only === undefined || rule?.id === only ? rule : undefined;
  }

  /** Where phrases and shapes stand in a passage. Contexts are looked for only where some rule has something. */
  #occurrences(passage: Passage): Occurrences | undefined {
    return this.phrases.find(passage.tokens, (found) => {
      this.#findShapes(passage, found);
      return this.#listsAround(found);
    });
  }

  /** The lists of contexts and look-alikes of the rules that found something. */
  #listsAround(found: Occurrences): readonly number[] {
    if (found.size === 0) return [];
    const lists = new Set<number>();
    for (const list of found.keys())
      for (const around of this.#listsOfRule.get(list) ?? []) lists.add(around);
    return [...lists];
  }

  #findShapes(passage: Passage, found: Occurrences): void {
    const { text } = passage;
    const digits = countOf(text, ...DIGITS);
    const capitals = countOf(text, ...CAPITALS);
    for (const rule of this.#shaped) {
      const { leastDigits, leastCapitals, shapeMark } = rule;
      if (digits < leastDigits || capitals < leastCapitals || shapeMark?.test(text) === false) continue;
      findShapes(rule, passage, found);
    }
  }
}

/** What must be known around a finding to know whether it holds. */
function listsAround({ requires, unless, lookAlikes }: CompiledRule): readonly number[] {
  const lists = [...requires, ...unless].map(({ list }) => list);
  return lookAlikes === undefined ? lists : [...lists, lookAlikes];
}

/** ASCII digits of a text, and its ASCII capitals: what it has too few of, no shape needs to be tried for. */
function countOf(text: string, first: number, last: number): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= first && unit <= last) count++;
  }
  return count;
}

function addEvidence(rule: CompiledRule, weighed: Weighed | undefined): void {
  weighed?.evidence.add(rule.id);
  if (rule.evidenceName !== undefined) weighed?.evidence.add(rule.evidenceName);
}

/** Signs inside a word, other than the one of an ending for both genders. */
const BROKEN = /[^\p{L}'’·.()/-]|[^\p{L}]\p{L}[^\p{L}]\p{L}/u;

/** Whether a phrase stands in a field name, or was disguised: nobody hides what means something else. */
function isHidden({ keyLength, text, tokens, isHidden: isAllHidden }: Passage, at: Occurrence): boolean {
  if (at.start < keyLength || isAllHidden === true) return true;
  for (const { start, end, word } of tokens.slice(at.start, at.end)) {
    const written = text.slice(start, end);
    if (written.length !== word.length && BROKEN.test(written)) return true;
    if (written.length === word.length && /[^\p{L}]/u.test(written) && /^[a-z]+$/.test(word)) return true;
  }
  return false;
}

/** Whether what was found decides by itself. What only means something in a sentence never does. */
function isDecisive(
  rule: CompiledRule,
  at: Occurrence,
  passage: Passage,
  weighed: Weighed | undefined,
): boolean {
  if (rule.scope === 'sentence') return false;
  return weighed?.decides !== false || !rule.isEvidence || isHidden(passage, at);
}

function holds(rule: CompiledRule, at: Occurrence, found: Occurrences, passage: Passage): boolean {
  if (rule.scope === 'key' && at.start >= passage.keyLength) return false;
  if (rule.scope === 'value' && at.end <= passage.keyLength) return false;
  if (isLookAlike(rule, at, found, passage)) return false;
  const from = isOfItself(rule, at, passage) ? passage.keyLength : 0;
  if (rule.unless.some((context) => isNear(context, at, found, from))) return false;
  return rule.requires.every((context) => isNear(context, at, found, 0));
}

/**
 * Whether what was found stands in a text that says by itself what it is about: the name of its field takes nothing back there
 * (`chatLine`, `contact`). A number means what its field says.
 */
function isOfItself(rule: CompiledRule, at: Occurrence, { keyLength, tokens }: Passage): boolean {
  return rule.shapes.length === 0 && at.start >= keyLength && tokens.length - keyLength >= WORDS_OF_A_TEXT;
}

function isNear(context: CompiledContext, at: Occurrence, found: Occurrences, from: number): boolean {
  const occurrences = found.get(context.list);
  if (occurrences === undefined) return false;
  const first = at.start - context.within - LONGEST_PHRASE;
  for (let index = lowerBound(occurrences, first); index < occurrences.length; index++) {
    const near = occurrences[index];
    if (near === undefined || near.start > at.end + context.within) return false;
    if (near.start < from) continue;
    if (isWithin(context, near, at)) return true;
  }
  return false;
}

function isWithin(context: CompiledContext, near: Occurrence, at: Occurrence): boolean {
  if (context.side !== 'before' && near.start >= at.end) return near.start - at.end <= context.within;
  if (context.side !== 'after' && near.end <= at.start) return at.start - near.end <= context.within;
  return near.start < at.end && near.end > at.start && context.side === 'both';
}

function isLookAlike(rule: CompiledRule, at: Occurrence, found: Occurrences, passage: Passage): boolean {
  if (rule.lookAlikes === undefined) return false;
  const hidden = found.get(rule.lookAlikes);
  if (hidden === undefined) return false;
  for (let index = lowerBound(hidden, at.start - LONGEST_PHRASE); index < hidden.length; index++) {
    const phrase = hidden[index];
    if (phrase === undefined || phrase.start >= at.end) return false;
    if (phrase.end > at.start && isUnbroken(phrase, passage)) return true;
  }
  return false;
}

/** A look-alike is one name: a comma or a full stop inside it makes it two things. */
function isUnbroken(phrase: Occurrence, passage: Passage): boolean {
  for (let index = phrase.start + 1; index < phrase.end; index++) {
    if (index === passage.keyLength) continue;
    const before = passage.tokens[index - 1];
    const token = passage.tokens[index];
    if (before === undefined || token === undefined || token.isAfterBreak) return false;
    if (index > passage.keyLength && passage.text.slice(before.end, token.start).includes(',')) return false;
  }
  return true;
}

function lowerBound(occurrences: readonly Occurrence[], start: number): number {
  let low = 0;
  let high = occurrences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((occurrences[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
