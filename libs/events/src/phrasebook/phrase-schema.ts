import { choice, closed, constant, described, fullDate, list, text, whole, type Schema } from '../schema.js';
import type { Phrase, PhraseParameter, PhraseUse } from './phrase.js';

const localTime = described('Heure locale', 'Local time', text('^([01][0-9]|2[0-3]):[0-5][0-9]$', 5, 5));

function parameterSchema(parameter: PhraseParameter): Schema<string | number> {
  switch (parameter.type) {
    case 'time':
      return localTime;
    case 'date':
      return fullDate;
    case 'integer':
      return whole(parameter.min, parameter.max);
    case 'code':
    case 'language':
      return choice(parameter.values);
  }
}

function useSchema(phrases: readonly Phrase[]): Schema<PhraseUse> {
  const codes = phrases.map((phrase) => phrase.code);
  const [first] = phrases;
  const [only] = codes;
  const code = codes.length === 1 && only !== undefined ? constant(only) : choice(codes);
  const parameters = Object.entries(first?.parameters ?? {});
  if (parameters.length === 0) return closed({ code });
  const fields = parameters.map(([name, parameter]) => [name, parameterSchema(parameter)] as const);
  return closed({ code, parameters: closed(Object.fromEntries(fields)) });
}

/**
 * The schema of the phrases that an intake carries: each code with exactly its own parameters. Phrases with
 * the same parameters share one branch, so that the validator stays small as the book grows.
 */
export function phraseListSchema(phrasebook: readonly Phrase[]): Schema<readonly PhraseUse[]> {
  const groups = new Map<string, Phrase[]>();
  for (const phrase of phrasebook) {
    const parameters = JSON.stringify(phrase.parameters);
    groups.set(parameters, [...(groups.get(parameters) ?? []), phrase]);
  }
  const oneOf = [...groups.values()].map(useSchema);
  return described('Phrases codées', 'Coded phrases', list<PhraseUse>({ oneOf }, 0, 20));
}
