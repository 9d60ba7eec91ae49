import { PatternError, type Element, type Sequence } from './parse-pattern.js';
import { EDGE_STEP, gapStep, PhraseNeighbours, type Beyond } from './phrase-neighbours.js';
import type { Token } from './token.js';
import type { Vocabulary, WordSpec } from './vocabulary.js';
import { LastPlaces } from './last-places.js';
import { newBeginnings, newStep, waysFrom, type Beginnings, type Step } from './phrase-steps.js';
import { WordFrequencies } from './word-frequencies.js';

/** Where the phrases of one list were found, ordered by `start`. Positions are token indexes, `end` exclusive. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/** Whether a phrase makes a rule look closer: nowhere, anywhere, or where it begins in a field name. */
export type TriggerUse = 'none' | 'anywhere' | 'name';

export type Occurrences = Map<number, Occurrence[]>;

/** What one search may cost: ordinary text takes a few steps a word, text made to be slow a few hundred. */
const STEPS_PER_TOKEN = 80;
const FREE_STEPS = 50_000;
/** Words that are sooner looked for in a list of matchers than the other way round. */
const FEW_WORDS = 6;

interface Walk {
  readonly tokens: readonly Token[];
  readonly found: Occurrences;
  start: number;
  steps: number;
}

/**
 * All phrases of all rules as one tree over word classes. One walk over the tokens finds every phrase; the work
 * per token is bounded by the tree, not by the text.
 */
export class PhraseIndex {
  readonly #rules = newBeginnings();
  readonly #contexts = newBeginnings();
  readonly #matchers = new Map<string, number>();
  readonly #triggers = new Map<string, WordSpec>();
  readonly #triggerMatchers = new Set<number>();
  readonly #neighbours = new PhraseNeighbours();
  readonly #frequencies: WordFrequencies;
  readonly #lasts = new LastPlaces();

  /**
   * `common`: everyday words with their rank, which make poor triggers; `everyday`: more of them, which are nothing but
   * frequent, the commonest first.
   */
  constructor(
    readonly vocabulary: Vocabulary,
    private readonly common: ReadonlyMap<string, number> = new Map(),
    readonly everyday: readonly string[] = [],
  ) {
    this.#frequencies = new WordFrequencies(everyday, [...common.keys()]);
  }

  /**
   * Adds one sequence of a list; occurrences are reported under the number of the list. A sequence that by itself
   * makes a rule look closer is a trigger: one word of it, the rarest, is remembered for the fast pass.
   */
  add(sequence: Sequence, list: number, trigger: TriggerUse): void {
    if (trigger !== 'none') this.#addTrigger(sequence, trigger);
    const { anywhere, atStart } = trigger === 'none' ? this.#contexts : this.#rules;
    let step = sequence[0]?.kind === 'start' ? atStart : anywhere;
    let isAtEnd = false;
    for (const element of sequence) {
      if (element.kind === 'start') continue;
      if (element.kind === 'end') isAtEnd = true;
      else step = this.#next(step, element);
    }
    (isAtEnd ? step.acceptsAtEnd : step.accepts).push(list);
  }

  /** Whether a word is among the everyday ones. */
  isCommon(word: string): boolean {
    return this.common.has(word);
  }

  /** Words without one of which no trigger can be found. */
  get triggers(): Iterable<WordSpec> {
    return this.#triggers.values();
  }

  /** Whether some trigger can be found by a word of these, whatever stands before them, and after them unless nothing does. */
  mayBeFoundBy(tokens: readonly Token[], after: Beyond): boolean {
    return this.#neighbours.mayStandIn(tokens, after);
  }

  /** Whether some trigger can begin with, go on or end with a word as patterns have it. */
  triggersOn(word: string): boolean {
    return this.vocabulary.lookup(word, true).some((matcher) => this.#triggerMatchers.has(matcher));
  }

  /** What makes rules look closer, by list; undefined when that takes more steps than ordinary text ever does. */
  find(tokens: readonly Token[]): Occurrences | undefined {
    const found: Occurrences = new Map();
    return this.#walk(this.#rules, tokens, found) ? found : undefined;
  }

  /** Adds the phrases of contexts and look-alikes; false when that takes too many steps. */
  findContexts(tokens: readonly Token[], found: Occurrences): boolean {
    return this.#walk(this.#contexts, tokens, found);
  }

  #walk(beginnings: Beginnings, tokens: readonly Token[], found: Occurrences): boolean {
    const walk: Walk = { tokens, found, start: 0, steps: FREE_STEPS + STEPS_PER_TOKEN * tokens.length };
    this.#lasts.note(tokens);
    try {
      return this.#walkNoted(beginnings, walk);
    } finally {
      this.#lasts.forget(tokens);
    }
  }

  #walkNoted(beginnings: Beginnings, walk: Walk): boolean {
    const { tokens } = walk;
    for (let at = 0; at < tokens.length; at++) {
      const matchers = tokens[at]?.matchers;
      if (matchers === undefined || matchers.length === 0) continue;
      walk.start = at;
      walk.steps -= matchers.length;
      if (walk.steps >= 0)
        for (const next of waysFrom(beginnings, matchers)) this.#arrive(next, walk, at + 1);
      if (at === 0) this.#follow(beginnings.atStart, walk, at);
      if (walk.steps < 0) return false;
    }
    return true;
  }

  /** What can only begin in a field name need not be looked for in texts by its first word. */
  #addTrigger(sequence: Sequence, use: TriggerUse): void {
    const words = sequence.filter((element) => element.kind === 'word');
    const telling = this.#rarest(words);
    if (telling === undefined) throw new PatternError();
    this.#triggerMatchers.add(this.#matcherOf(telling));
    const steps = sequence.map((element) => this.#stepOf(element));
    this.#neighbours.add(steps, sequence.indexOf(telling));
    if (use === 'name' && telling === words[0]) return;
    for (const option of telling.options) this.#triggers.set(keyOf(option), option);
  }

  #rarest<E extends Element>(elements: readonly E[]): E | undefined {
    let rarest = elements[0];
    for (const element of elements) {
      if (rarest !== undefined && this.#frequency(element) < this.#frequency(rarest)) rarest = element;
    }
    return rarest;
  }

  /** How often an element is met in ordinary text: the sum over its options. */
  #frequency(element: Element): number {
    if (element.kind !== 'word') return 0;
    return element.options.reduce((sum, option) => sum + this.#frequencies.of(option), 0);
  }

  #next(step: Step, element: Element): Step {
    const edges = element.kind === 'gap' ? step.gaps : step.words;
    const key = element.kind === 'gap' ? element.max : this.#matcherOf(element);
    let next = edges.get(key);
    if (next !== undefined) return next;
    edges.set(key, (next = newStep()));
    const [keys, nexts] = element.kind === 'gap' ? [step.gapsOf, step.leaps] : [step.wordsOf, step.nexts];
    keys.push(key);
    nexts.push(next);
    return next;
  }

  #stepOf(element: Element): number {
    if (element.kind === 'gap') return gapStep(element.max);
    return element.kind === 'start' || element.kind === 'end' ? EDGE_STEP : this.#matcherOf(element);
  }

  #matcherOf(element: Element): number {
    const options = element.kind === 'word' ? element.options : [];
    const key = element.kind === 'number' ? '#' : options.map(keyOf).sort().join('|');
    const known = this.#matchers.get(key);
    if (known !== undefined) return known;
    const matcher = this.#matchers.size;
    this.#matchers.set(key, matcher);
    if (element.kind === 'number') this.vocabulary.addNumber(matcher);
    for (const option of options) this.vocabulary.add(option, matcher);
    return matcher;
  }

  #follow(step: Step, walk: Walk, at: number): void {
    const matchers = walk.tokens[at]?.matchers;
    if (matchers === undefined || !this.#mayGoOn(step, at)) return;
    walk.steps -= matchers.length;
    if (walk.steps < 0) return;
    const { length } = step.wordsOf;
    if (length > FEW_WORDS || length >= matchers.length) this.#followMany(step, matchers, walk, at + 1);
    else this.#followFew(step, matchers, walk, at + 1);
  }

  /** Whether some word that a step goes on with stands in the text from a place on. */
  #mayGoOn({ wordsOf }: Step, at: number): boolean {
    for (let index = 0; index < wordsOf.length; index++)
      if (this.#lasts.of(wordsOf[index] ?? 0) >= at) return true;
    return false;
  }

  #followMany({ words }: Step, matchers: readonly number[], walk: Walk, at: number): void {
    for (let index = 0; index < matchers.length; index++) {
      const next = words.get(matchers[index] ?? 0);
      if (next !== undefined) this.#arrive(next, walk, at);
    }
  }

  /** The same of a step with few words, in the order of the matchers. */
  #followFew({ wordsOf, nexts }: Step, matchers: readonly number[], walk: Walk, at: number): void {
    let only: Step | undefined;
    let more: [at: number, step: Step][] | undefined;
    let onlyAt = 0;
    for (let index = 0; index < wordsOf.length; index++) {
      const found = matchers.indexOf(wordsOf[index] ?? 0);
      const next = nexts[index];
      if (found < 0 || next === undefined) continue;
      if (only === undefined) {
        only = next;
        onlyAt = found;
      } else (more ??= [[onlyAt, only]]).push([found, next]);
    }
    if (more !== undefined)
      for (const [, next] of more.sort(([one], [other]) => one - other)) this.#arrive(next, walk, at);
    else if (only !== undefined) this.#arrive(only, walk, at);
  }

  #arrive(step: Step, walk: Walk, at: number): void {
    const { accepts, acceptsAtEnd, gapsOf, leaps } = step;
    if (accepts.length > 0) recordAll(walk, accepts, at);
    if (acceptsAtEnd.length > 0 && at === walk.tokens.length) recordAll(walk, acceptsAtEnd, at);
    if (step.wordsOf.length > 0) this.#follow(step, walk, at);
    for (let index = 0; index < leaps.length; index++) {
      const next = leaps[index];
      if (next !== undefined && this.#mayGoOn(next, at)) this.#leap(next, gapsOf[index] ?? 0, walk, at);
    }
  }

  /** Goes on over up to so many words. */
  #leap(next: Step, max: number, walk: Walk, at: number): void {
    for (let skipped = 0; skipped <= max; skipped++) {
      if (walk.tokens[at + skipped]?.isAfterBreak !== false) break;
      this.#follow(next, walk, at + skipped);
    }
  }
}

function recordAll({ found, start }: Walk, lists: readonly number[], end: number): void {
  for (const list of lists) {
    const known = found.get(list);
    if (known === undefined) found.set(list, [{ start, end }]);
    else known.push({ start, end });
  }
}

function keyOf(option: WordSpec): string {
  return `${option.word}${option.isPrefix ? '*' : ''}${option.isCapitals ? '!' : ''}`;
}
