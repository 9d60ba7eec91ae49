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

/**
 * Phrases by the word that each is looked for by: whether that word stands among words that let the phrase be there. Of
 * the words before and after those that are given nothing is known.
 */
export class PhraseNeighbours {
  readonly #phrases = new Map<number, Phrase[]>();

  /** `steps`: matchers of words, gaps and edges; `at`: the word that the phrase is looked for by. */
  add(steps: readonly number[], at: number): void {
    const matcher = steps[at] ?? EDGE;
    const phrases = this.#phrases.get(matcher);
    if (phrases === undefined) this.#phrases.set(matcher, [{ steps, at }]);
    else phrases.push({ steps, at });
  }

  /** Whether some phrase may be found that has the word it is looked for by among these tokens. */
  mayStandIn(tokens: readonly Token[]): boolean {
    return tokens.some(({ matchers }, index) =>
      matchers.some((matcher) =>
        this.#phrases
          .get(matcher)
          ?.some(
            ({ steps, at }) =>
              goesOn(steps, at + 1, tokens, index + 1, 1) && goesOn(steps, at - 1, tokens, index - 1, -1),
          ),
      ),
    );
  }
}

/** Whether the steps of a phrase from one on may be the tokens from one on, in one direction. */
function goesOn(
  steps: readonly number[],
  step: number,
  tokens: readonly Token[],
  at: number,
  direction: 1 | -1,
): boolean {
  const matcher = steps[step];
  const token = tokens[at];
  if (matcher === undefined || matcher === EDGE || token === undefined) return true;
  if (matcher >= 0)
    return (
      token.matchers.includes(matcher) && goesOn(steps, step + direction, tokens, at + direction, direction)
    );
  for (let skipped = 0; skipped <= ANY - matcher; skipped++)
    if (goesOn(steps, step + direction, tokens, at + skipped * direction, direction)) return true;
  return false;
}
