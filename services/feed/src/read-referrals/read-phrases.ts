import { renderPhrase } from '@havre/events';

import type { DepartmentView, OfferedHousehold, ProviderView } from '../domain/referral-view.js';

type Phrases = NonNullable<OfferedHousehold['phrases']>;

/** A phrase as a provider reads it. No `text` when it comes from a newer phrasebook: the code is shown instead. */
export type ReadPhrase = Phrases[number] & { readonly text?: string };

/** A referral as it is read: the phrases of its request come with their text in the reader's language. */
export type ReadView =
  | DepartmentView
  | (Omit<ProviderView, 'request'> & {
      readonly request?: Omit<OfferedHousehold, 'phrases'> & { readonly phrases?: readonly ReadPhrase[] };
    });

/**
 * Writes the phrases of a referral in the reader's language.
 *
 * @param languages BCP 47 tags in order of preference; French when the phrasebook has none of them
 */
export function readPhrases(view: DepartmentView | ProviderView, languages: readonly string[]): ReadView {
  const request = 'request' in view ? view.request : undefined;
  if (request?.phrases === undefined) return view;
  const phrases = request.phrases.map((phrase) => {
    const text = renderPhrase(phrase, languages);
    return text === undefined ? phrase : { ...phrase, text };
  });
  return { ...view, request: { ...request, phrases } };
}
