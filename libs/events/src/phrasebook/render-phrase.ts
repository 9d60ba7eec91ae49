import { PHRASEBOOK } from './phrasebook.js';
import type { Phrase, PhraseParameter, PhraseUse } from './phrase.js';

const BY_CODE: ReadonlyMap<string, Phrase> = new Map(PHRASEBOOK.map((phrase) => [phrase.code, phrase]));

function renderParameter(
  parameter: PhraseParameter,
  value: string | number | undefined,
  language: 'fr' | 'en',
): string | undefined {
  if (value === undefined) return undefined;
  if (parameter.type !== 'code') return String(value);
  return Object.hasOwn(parameter.values, value) ? parameter.values[value]?.[language] : undefined;
}

/**
 * The text of a phrase in the reader's language. `undefined` for a code that this book does not have or a
 * parameter that is missing, so that a reader with an older book shows the code instead.
 */
export function renderPhrase(usage: PhraseUse, language: 'fr' | 'en'): string | undefined {
  const phrase = BY_CODE.get(usage.code);
  if (phrase === undefined) return undefined;
  const values = Object.entries(phrase.parameters).map(
    ([name, parameter]) => [name, renderParameter(parameter, usage.parameters?.[name], language)] as const,
  );
  if (values.some(([, value]) => value === undefined)) return undefined;
  return values.reduce(
    (text, [name, value]) => text.replace(`{${name}}`, () => value ?? ''),
    phrase.text[language],
  );
}
