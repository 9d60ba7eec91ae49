import { PatternError, type Element, type Sequence } from './parse-pattern.js';
import { EDGE_STEP, gapStep, PhraseNeighbours } from './phrase-neighbours.js';
import type { Token } from './token.js';
import type { Vocabulary, WordSpec } from './vocabulary.js';
import { newBeginnings, newStep, type Beginnings, type Step } from './phrase-steps.js';
import { PhraseWalker, type Occurrences } from './phrase-walker.js';
import { WordFrequencies } from './word-frequencies.js';

/** Whether a phrase makes a rule look closer: nowhere, anywhere, or where it begins in a field name, or in the text itself. */
export type TriggerUse = 'none' | 'anywhere' | 'name' | 'text';

/**
 * All phrases of all rules as one tree over word classes. One walk over the tokens finds every phrase; the work
 * per token is bounded by the tree, not by the text.
 */
export class PhraseIndex {
  readonly #rules = newBeginnings();
  readonly #neighbours = new PhraseNeighbours();
  /** Contexts and look-alikes, by list: only those of rules that found something are looked for. */
  readonly #contexts = new Map<number, Beginnings>();
  readonly #matchers = new Map<string, number>();
  readonly #triggers = new Map<string, WordSpec>();
  readonly #triggerMatchers = new Set<number>();
  readonly #frequencies: WordFrequencies;
  readonly #walker = new PhraseWalker(this.#rules);

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
    const { anywhere, atStart } = trigger === 'none' ? this.#contextsOf(list) : this.#rules;
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

  /** Whether some trigger can be found by a word of a text, whatever stands before it. */
  mayBeFoundBy(tokens: readonly Token[]): boolean {
    return this.#neighbours.mayStandIn(tokens);
  }

  /** The same of a name or a label, whatever stands before and after it. */
  mayBeFoundByName(tokens: readonly Token[]): boolean {
    return this.#neighbours.mayStandInName(tokens);
  }

  /** Whether some trigger can begin with, go on or end with a word as patterns have it. */
  triggersOn(word: string): boolean {
    return this.vocabulary.lookup(word, true).some((matcher) => this.#triggerMatchers.has(matcher));
  }

  /**
   * What makes rules look closer, by list; undefined when that takes more steps than ordinary text ever does. `around`: told what
   * was found, it says which lists of contexts and look-alikes have to be known too.
   */
  find(
    tokens: readonly Token[],
    around?: (found: Occurrences) => readonly number[],
  ): Occurrences | undefined {
    return this.#walker.find(tokens, this.#neighbours.placesIn(tokens), (found) =>
      (around?.(found) ?? []).map((list) => this.#contextsOf(list)),
    );
  }

  #contextsOf(list: number): Beginnings {
    let contexts = this.#contexts.get(list);
    if (contexts === undefined) this.#contexts.set(list, (contexts = newBeginnings()));
    return contexts;
  }

  /** What can only begin in a field name need not be looked for in texts by its first word. */
  #addTrigger(sequence: Sequence, use: TriggerUse): void {
    const words = sequence.filter((element) => element.kind === 'word');
    const telling = this.#rarest(words);
    if (telling === undefined) throw new PatternError();
    this.#triggerMatchers.add(this.#matcherOf(telling));
    const steps = sequence.map((element) => this.#stepOf(element));
    this.#neighbours.add(steps, sequence.indexOf(telling), use !== 'text');
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
}

function keyOf(option: WordSpec): string {
  return `${option.word}${option.isPrefix ? '*' : ''}${option.isCapitals ? '!' : ''}`;
}
