import { phraseLanguage, type PhraseLanguage } from './phrase-language.js';
import { codeLabel, languageName, phraseText } from './phrase-texts.js';
import type { Phrase, PhraseParameter, PhraseUse } from './phrase.js';
import { PHRASEBOOK } from './phrasebook.js';

const BY_CODE: ReadonlyMap<string, Phrase> = new Map(PHRASEBOOK.map((phrase) => [phrase.code, phrase]));

const HAITIAN_MONTHS = 'janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm'.split(' ');

/** The phrase of a code, `undefined` when this book does not have it. */
export function phraseOf(code: string): Phrase | undefined {
  return BY_CODE.get(code);
}

function renderDate(value: string, language: PhraseLanguage): string | undefined {
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return undefined;
  if (language === 'ht') {
    return `${date.getUTCDate()} ${HAITIAN_MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  }
  const locale = language === 'ar' ? 'ar-u-nu-latn' : `${language}-CA`;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** A parameter as the reader sees it; `undefined` for a value that it cannot have. */
export function renderParameter(
  parameter: PhraseParameter,
  value: string | number | undefined,
  language: PhraseLanguage,
): string | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  switch (parameter.type) {
    case 'time':
    case 'integer':
      return text;
    case 'date':
      return renderDate(text, language);
    case 'code':
      return codeLabel(parameter.list, text, language);
    case 'language':
      return parameter.values.includes(text) ? languageName(text, language) : undefined;
  }
}

/**
 * The text of a phrase in the reader's language. `languages` are BCP 47 tags in order of preference; with none
 * that the book has, the text is in French. `undefined` for a code that this book does not have or a parameter
 * that is missing, so that a reader with an older book shows the code instead.
 */
export function renderPhrase(usage: PhraseUse, languages: string | readonly string[]): string | undefined {
  const language = phraseLanguage(languages);
  const phrase = phraseOf(usage.code);
  const text = phraseText(usage.code, language);
  if (phrase === undefined || text === undefined) return undefined;
  const values = Object.entries(phrase.parameters).map(
    ([name, parameter]) => [name, renderParameter(parameter, usage.parameters?.[name], language)] as const,
  );
  if (values.some(([, value]) => value === undefined)) return undefined;
  return values.reduce((filled, [name, value]) => filled.replace(`{${name}}`, () => value ?? ''), text);
}
