import type { Token } from './token.js';

/** Tokens that stand for a run of others, up to the index `end`, exclusive. */
export interface Replacement {
  readonly tokens: readonly Token[];
  readonly end: number;
}

/** The tokens with runs of them replaced; the same array where nothing is. `at`: the index at which a run may begin. */
export function replaceRuns(
  tokens: readonly Token[],
  replacementAt: (at: number) => Replacement | undefined,
): readonly Token[] {
  let replaced: Token[] | undefined;
  for (let at = 0; at < tokens.length;) {
    const found = replacementAt(at);
    if (found !== undefined) {
      replaced ??= tokens.slice(0, at);
      for (const token of found.tokens) replaced.push(token);
    } else if (replaced !== undefined) replaced.push(tokens[at] as Token);
    at = found?.end ?? at + 1;
  }
  return replaced ?? tokens;
}
