import type { Token } from './token.js';

/** A gap of up to so many words is written as `ANY - max`; the beginning and the end of a text as `EDGE`. */
const ANY = -2;
const EDGE = -1;

/** One phrase by the matchers of its words, seen from the word that it is looked for by. */
interface Phrase {
  readonly steps: readonly number[];
  readonly at: number;
}

/** Writes a gap of up to so many words as a step of a phrase. */
export function gapStep(max: number): number {
  return ANY - max;
}

export const EDGE_STEP = EDGE;

/** What is known of the words before or after those that are given: there may be any, or there are none. */
export type Beyond = 'unknown' | 'nothing';

/** Phrases by the word that each is looked for by: whether that word stands among words that let the phrase be there. */
export class PhraseNeighbours {
  readonly #phrases: Phrase[][] = [];

  /** `steps`: matchers of words, gaps and edges; `at`: the word that the phrase is looked for by. */
  add(steps: readonly number[], at: number): void {
    const matcher = steps[at];
    if (matcher !== undefined && matcher >= 0) (this.#phrases[matcher] ??= []).push({ steps, at });
  }

  /**
   * Whether some phrase may be found that has the word it is looked for by among these tokens, before which any other
   * words may stand.
   */
  mayStandIn(tokens: readonly Token[], after: Beyond): boolean {
    for (let index = 0; index < tokens.length; index++) {
      const matchers = tokens[index]?.matchers ?? [];
      for (let which = 0; which < matchers.length; which++) {
        const phrases = this.#phrases[matchers[which] ?? 0];
        if (phrases !== undefined && standsIn(phrases, tokens, index, after === 'nothing')) return true;
      }
    }
    return false;
  }
}

/** Whether some of these phrases may be found by the word at a place. */
function standsIn(
  phrases: readonly Phrase[],
  tokens: readonly Token[],
  index: number,
  endsThere: boolean,
): boolean {
  for (let which = 0; which < phrases.length; which++) {
    const phrase = phrases[which];
    if (phrase === undefined) continue;
    const { steps, at } = phrase;
    if (goesOn(steps, at + 1, tokens, index + 1, endsThere) && comesFrom(steps, at - 1, tokens, index - 1))
      return true;
  }
  return false;
}

/** Whether the steps of a phrase from one on may be the tokens from one on. */
function goesOn(
  steps: readonly number[],
  step: number,
  tokens: readonly Token[],
  at: number,
  endsThere: boolean,
): boolean {
  const matcher = steps[step];
  const token = tokens[at];
  if (matcher === undefined || matcher === EDGE) return true;
  if (token === undefined) return !endsThere;
  if (matcher >= 0)
    return token.matchers.includes(matcher) && goesOn(steps, step + 1, tokens, at + 1, endsThere);
  for (let skipped = 0; skipped <= ANY - matcher; skipped++)
    if (goesOn(steps, step + 1, tokens, at + skipped, endsThere)) return true;
  return false;
}

/** Whether the steps of a phrase down from one may be the tokens down from one. */
function comesFrom(steps: readonly number[], step: number, tokens: readonly Token[], at: number): boolean {
  const matcher = steps[step];
  const token = tokens[at];
  if (matcher === undefined || matcher === EDGE || token === undefined) return true;
  if (matcher >= 0) return token.matchers.includes(matcher) && comesFrom(steps, step - 1, tokens, at - 1);
  for (let skipped = 0; skipped <= ANY - matcher; skipped++)
    if (comesFrom(steps, step - 1, tokens, at - skipped)) return true;
  return false;
}
