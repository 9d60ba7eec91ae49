import { likeness, searchWords } from './fold-words.js';
import type { PhraseLanguage } from './phrase-language.js';
import type { Phrase, PhraseParameter, PhraseUse } from './phrase.js';
import { valueWords } from './search-phrases.js';

/** A use of a phrase, with the parameters that the note did not say and that a person still chooses. */
export interface ProposedUse {
  readonly use: PhraseUse;
  readonly toChoose: readonly string[];
}

const TIMES = /\b(\d{1,2})(?:[:h.](\d{2}))?\s*(am|pm|a\.m|p\.m)\b|\b(\d{1,2})\s*[h:]\s*(\d{2})?(?!\d)/gi;

function sample(parameter: PhraseParameter): string | number {
  switch (parameter.type) {
    case 'time':
      return '18:00';
    case 'date':
      return '2026-12-01';
    case 'integer':
      return parameter.min;
    case 'code':
    case 'language':
      return parameter.values[0] ?? '';
  }
}

function clock(hour: number, minutes: string | undefined): string | undefined {
  const minute = minutes ?? '00';
  return hour > 23 || Number(minute) > 59 ? undefined : `${String(hour).padStart(2, '0')}:${minute}`;
}

/** The times of day that a text says, in order. */
function timesIn(text: string): string[] {
  return [...text.matchAll(TIMES)].flatMap(([, twelve, past, half, hours, minutes]) => {
    const afternoon = half?.toLowerCase().startsWith('p') === true ? 12 : 0;
    const time =
      twelve === undefined ? clock(Number(hours), minutes) : clock((Number(twelve) % 12) + afternoon, past);
    return time === undefined ? [] : [time];
  });
}

function wholeIn(text: string, min: number, max: number): number | undefined {
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return numbers.find((number) => number >= min && number <= max);
}

/** The value whose words the text says best: the most of them, then the greatest part of its words. */
function labelIn(text: string, parameter: PhraseParameter, language: PhraseLanguage): string | undefined {
  const typed = searchWords(text);
  const scored = valueWords(parameter, language).map(([value, words]) => {
    const met = words.filter((word) => typed.includes(word)).length;
    const near = words.filter((word) => typed.some((other) => likeness(other, word) > 0)).length;
    return { value, score: met + near / 10 + near / (100 * Math.max(1, words.length)) };
  });
  const [best] = scored.toSorted((one, other) => other.score - one.score);
  return best !== undefined && best.score > 0 ? best.value : undefined;
}

/** `times` are those that no parameter has taken yet: “from 8 to 11” fills two parameters. */
function valueIn(
  text: string,
  times: string[],
  parameter: PhraseParameter,
  language: PhraseLanguage,
): string | number | undefined {
  switch (parameter.type) {
    case 'time':
      return times.shift();
    case 'date':
      return /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
    case 'integer':
      return wholeIn(text, parameter.min, parameter.max);
    case 'code':
    case 'language':
      return labelIn(text, parameter, language);
  }
}

/**
 * A use of a phrase that an intake can carry as it stands: parameters are read from the text where they are said,
 * and are an example elsewhere (`toChoose` names those).
 */
export function proposeUse(phrase: Phrase, text: string, language: PhraseLanguage): ProposedUse {
  const times = timesIn(text);
  const read = Object.entries(phrase.parameters).map(
    ([name, parameter]) => ({ name, parameter, value: valueIn(text, times, parameter, language) }) as const,
  );
  if (read.length === 0) return { use: { code: phrase.code }, toChoose: [] };
  const parameters = read.map(({ name, parameter, value }) => [name, value ?? sample(parameter)] as const);
  return {
    use: { code: phrase.code, parameters: Object.fromEntries(parameters) },
    toChoose: read.filter(({ value }) => value === undefined).map(({ name }) => name),
  };
}

/** A use of a phrase to paste and to change. */
export function exampleUse(phrase: Phrase): PhraseUse {
  return proposeUse(phrase, '', 'fr').use;
}
