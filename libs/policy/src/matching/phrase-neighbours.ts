import { marked } from './marked.js';
import type { Token } from './token.js';

/** A gap of up to so many words is written as `ANY - max`; the beginning and the end of a text as `EDGE`. */
const ANY = -2;
const EDGE = -1;
/** Looking at neighbours may take so many steps before all places count as possible: ordinary text takes one a word. */
const STEPS_PER_TOKEN = 16;
const FREE_STEPS = 20_000;
const NOT_THERE = -1;

/** One phrase by the matchers of its words, seen from the word that it is looked for by. */
interface Phrase {
  readonly steps: readonly number[];
  readonly at: number;
  /** Whether it may begin in a name. */
  readonly isOfNames: boolean;
}

/** Writes a gap of up to so many words as a step of a phrase. */
export function gapStep(max: number): number {
  return ANY - max;
}

export const EDGE_STEP = EDGE;

/**
 * Phrases by the word that each is looked for by: whether that word stands among words that let the phrase be there. Used by
 * one reader at a time.
 */
export class PhraseNeighbours {
  readonly #phrases = new Map<number, Phrase[]>();
  /** 1 for each matcher of a word that some phrase is looked for by. */
  #tells = new Uint8Array(0);
  /** How many words before the one that it is looked for by a phrase may begin, at most, by the matcher of that word. */
  readonly #reaches = new Map<number, number>();
  #places = new Uint8Array(256);
  /** Steps that are left for the words at hand, and whether they are those of a name. */
  #steps = 0;
  #isName = false;

  /**
   * `steps`: matchers of words, gaps and edges; `at`: the word that the phrase is looked for by; `isOfNames`: whether it may begin in
   * the name of a field.
   */
  add(steps: readonly number[], at: number, isOfNames: boolean): void {
    const matcher = steps[at] ?? EDGE;
    const reach = steps
      .slice(0, at)
      .reduce((sum, step) => sum + (step >= 0 ? 1 : Math.max(0, ANY - step)), 0);
    if (matcher < 0) return;
    const phrases = this.#phrases.get(matcher);
    if (phrases === undefined) this.#phrases.set(matcher, [{ steps, at, isOfNames }]);
    else phrases.push({ steps, at, isOfNames });
    this.#reaches.set(matcher, Math.max(this.#reaches.get(matcher) ?? 0, reach));
    this.#tells = marked(this.#tells, matcher);
  }

  /** Whether some phrase may be found by one of these words, before which any others may stand, and nothing after them. */
  mayStandIn(tokens: readonly Token[]): boolean {
    return this.#mayStand(tokens, false);
  }

  /** The same of the words of a name, after which any others may stand too. */
  mayStandInName(tokens: readonly Token[]): boolean {
    return this.#mayStand(tokens, true);
  }

  #mayStand(tokens: readonly Token[], isName: boolean): boolean {
    this.#begin(tokens, isName);
    for (let index = 0; index < tokens.length; index++)
      if (this.#reachOf(tokens, index) !== NOT_THERE) return true;
    return false;
  }

  /** 1 for each token with which some phrase may begin; undefined where none may. To be read before the next text. */
  placesIn(tokens: readonly Token[]): Uint8Array | undefined {
    this.#begin(tokens, false);
    let places: Uint8Array | undefined;
    for (let index = 0; index < tokens.length; index++) {
      const reach = this.#reachOf(tokens, index);
      if (reach === NOT_THERE) continue;
      places ??= this.#noPlaces(tokens.length);
      if (this.#steps < 0) return places.fill(1, 0, tokens.length);
      places.fill(1, Math.max(0, index - reach), index + 1);
    }
    return places;
  }

  #begin(tokens: readonly Token[], isName: boolean): void {
    this.#steps = FREE_STEPS + STEPS_PER_TOKEN * tokens.length;
    this.#isName = isName;
  }

  #noPlaces(length: number): Uint8Array {
    if (this.#places.length < length) this.#places = new Uint8Array(length * 2);
    return this.#places.fill(0, 0, length);
  }

  /** How far before a token phrases may begin that are looked for by it, if one of them may be there. */
  #reachOf(tokens: readonly Token[], index: number): number {
    const matchers = tokens[index]?.matchers ?? [];
    const tells = this.#tells;
    for (let which = 0; which < matchers.length; which++) {
      const matcher = matchers[which] ?? 0;
      if (tells[matcher] !== 1) continue;
      for (const phrase of this.#phrases.get(matcher) ?? [])
        if (this.#standsAt(phrase, tokens, index)) return this.#farthest(matchers);
    }
    return NOT_THERE;
  }

  #farthest(matchers: readonly number[]): number {
    let farthest = 0;
    for (const matcher of matchers)
      if (this.#tells[matcher] === 1) farthest = Math.max(farthest, this.#reaches.get(matcher) ?? 0);
    return farthest;
  }

  #standsAt({ steps, at, isOfNames }: Phrase, tokens: readonly Token[], index: number): boolean {
    return (
      (isOfNames || !this.#isName) &&
      this.#goesOn(steps, at + 1, tokens, index + 1) &&
      this.#comesFrom(steps, at - 1, tokens, index - 1)
    );
  }

  /** Whether the steps of a phrase from one on may be the tokens from one on. */
  #goesOn(steps: readonly number[], step: number, tokens: readonly Token[], at: number): boolean {
    const matcher = steps[step];
    const token = tokens[at];
    if (--this.#steps < 0 || matcher === undefined || matcher === EDGE) return true;
    if (token === undefined) return this.#isName;
    if (matcher >= 0)
      return token.matchers.includes(matcher) && this.#goesOn(steps, step + 1, tokens, at + 1);
    for (let skipped = 0; skipped <= ANY - matcher; skipped++)
      if (this.#goesOn(steps, step + 1, tokens, at + skipped)) return true;
    return false;
  }

  /** Whether the steps of a phrase down from one may be the tokens down from one. */
  #comesFrom(steps: readonly number[], step: number, tokens: readonly Token[], at: number): boolean {
    const matcher = steps[step];
    const token = tokens[at];
    if (--this.#steps < 0 || matcher === undefined || matcher === EDGE || token === undefined) return true;
    if (matcher >= 0)
      return token.matchers.includes(matcher) && this.#comesFrom(steps, step - 1, tokens, at - 1);
    for (let skipped = 0; skipped <= ANY - matcher; skipped++)
      if (this.#comesFrom(steps, step - 1, tokens, at - skipped)) return true;
    return false;
  }
}
