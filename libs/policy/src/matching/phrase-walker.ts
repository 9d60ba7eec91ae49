import { marked } from './marked.js';
import { LastPlaces } from './last-places.js';
import type { Beginnings, Step } from './phrase-steps.js';
import type { Token } from './token.js';

/** Where the phrases of one list were found, ordered by `start`. Positions are token indexes, `end` exclusive. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
}

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

/** Finds phrases in the words of one text after the other. Nothing of a text outlives its search. */
export class PhraseWalker {
  readonly #lasts = new LastPlaces();
  /** How phrases of rules go on from the first word, by its matchers: everyday words belong to hundreds. */
  readonly #ways = new WeakMap<readonly number[], readonly Step[]>();
  /** Contexts that are being looked for, by their first words. */
  readonly #firsts = new Map<number, Step[]>();
  #isFirst = new Uint8Array(0);

  constructor(private readonly rules: Beginnings) {}

  /**
   * `places`: 1 where phrases of rules may begin; undefined for nowhere. `contextsAround`: told what was found, the contexts to be looked for
   * too. Undefined when the search takes too many steps.
   */
  find(
    tokens: readonly Token[],
    places: Uint8Array | undefined,
    contextsAround: (found: Occurrences) => readonly Beginnings[],
  ): Occurrences | undefined {
    const walk: Walk = { tokens, found: new Map(), start: 0, steps: stepsFor(tokens) };
    if (places !== undefined) this.#lasts.note(tokens);
    try {
      if (places !== undefined && !this.#walkRules(places, walk)) return undefined;
      const contexts = contextsAround(walk.found);
      return contexts.length === 0 || this.#walkContexts(contexts, walk) ? walk.found : undefined;
    } finally {
      this.#lasts.forget(tokens);
    }
  }

  #walkRules(places: Uint8Array, walk: Walk): boolean {
    const { tokens } = walk;
    for (let at = 0; at < tokens.length; at++) {
      const matchers = tokens[at]?.matchers;
      if (places[at] === 0 || matchers === undefined || matchers.length === 0) continue;
      walk.start = at;
      walk.steps -= matchers.length;
      if (walk.steps >= 0) for (const next of this.#waysFrom(matchers)) this.#arrive(next, walk, at + 1);
      if (at === 0) this.#follow(this.rules.atStart, walk, at);
      if (walk.steps < 0) return false;
    }
    return true;
  }

  #waysFrom(matchers: readonly number[]): readonly Step[] {
    let known = this.#ways.get(matchers);
    if (known === undefined) {
      known = matchers.flatMap((matcher) => this.rules.anywhere.words.get(matcher) ?? []);
      this.#ways.set(matchers, known);
    }
    return known;
  }

  #walkContexts(contexts: readonly Beginnings[], walk: Walk): boolean {
    this.#lasts.note(walk.tokens);
    walk.steps = stepsFor(walk.tokens);
    walk.start = 0;
    for (const { anywhere, atStart } of contexts) {
      this.#begin(anywhere);
      this.#follow(atStart, walk, 0);
    }
    const isDone = this.#firsts.size === 0 || this.#walkBegun(walk);
    for (const matcher of this.#firsts.keys()) this.#isFirst[matcher] = 0;
    this.#firsts.clear();
    return isDone;
  }

  /** Looks out for the first words of phrases that stand in the text. */
  #begin({ wordsOf, nexts }: Step): void {
    for (let index = 0; index < wordsOf.length; index++) {
      const matcher = wordsOf[index] ?? 0;
      const next = nexts[index];
      if (next === undefined || this.#lasts.of(matcher) < 0) continue;
      const begun = this.#firsts.get(matcher);
      if (begun !== undefined) begun.push(next);
      else {
        this.#firsts.set(matcher, [next]);
        this.#isFirst = marked(this.#isFirst, matcher);
      }
    }
  }

  #walkBegun(walk: Walk): boolean {
    const { tokens } = walk;
    const isFirst = this.#isFirst;
    for (let at = 0; at < tokens.length; at++) {
      const matchers = tokens[at]?.matchers ?? [];
      walk.start = at;
      for (let index = 0; index < matchers.length; index++) {
        const matcher = matchers[index] ?? 0;
        if (isFirst[matcher] === 1)
          for (const next of this.#firsts.get(matcher) ?? []) this.#arrive(next, walk, at + 1);
      }
      if (walk.steps < 0) return false;
    }
    return true;
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

function stepsFor(tokens: readonly Token[]): number {
  return FREE_STEPS + STEPS_PER_TOKEN * tokens.length;
}

function recordAll({ found, start }: Walk, lists: readonly number[], end: number): void {
  for (const list of lists) {
    const known = found.get(list);
    if (known === undefined) found.set(list, [{ start, end }]);
    else known.push({ start, end });
  }
}
