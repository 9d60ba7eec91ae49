import type { PolicyBundle } from '../bundle.js';
import { viewsOf } from '../decoding/views.js';
import { compiledOf } from '../engine-of-bundle.js';
import { readTokens } from './read-tokens.js';

/** One way in which a text is read: decoded, and its words as the rules see them. */
export interface TextView {
  readonly text: string;
  /** The words of each reading, as they were taken: accents, capitals, look-alike letters and errors undone. */
  readonly readings: readonly string[];
}

/**
 * What the rules read in one text; `opaque` when it cannot be read. For the publisher's own machine: it shows what a
 * disguise hides.
 */
export function readViews(text: string, bundle: PolicyBundle): readonly TextView[] | 'opaque' {
  const views = viewsOf(text);
  if (views.outcome === 'opaque') return 'opaque';
  const vocabularies = (compiledOf(bundle)?.layers ?? []).map(({ engine }) => engine.phrases.vocabulary);
  return views.texts.map((view) => ({
    text: view,
    readings: [
      ...new Set(
        vocabularies.flatMap((vocabulary) =>
          readTokens(view, vocabulary).map(({ tokens }) => tokens.map(({ word }) => word).join(' ')),
        ),
      ),
    ],
  }));
}
