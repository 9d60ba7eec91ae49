import { describe, expect, it } from '@jest/globals';

import {
  CODE_LISTS,
  codeLabel,
  exampleUse,
  parsePartnerEvent,
  PHRASE_LANGUAGES,
  PHRASEBOOK,
  phraseText,
  phraseWords,
  renderPhrase,
  themeTitle,
  type CodeList,
  type Phrase,
} from '../index.js';
import { doorForm } from '../testing/log-form.js';
import { LANGUAGE_CODES } from './codes/language-codes.js';

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
}

function isCarried(usage: object): boolean {
  const event = doorForm('havre.intake.received.v1');
  const data = { ...(event['data'] as object), phrases: [usage] };
  return parsePartnerEvent({ ...event, data }).outcome === 'valid';
}

/** The use of a phrase with each value that one of its parameters can take, the others staying as they are. */
function usesOf(phrase: Phrase): { code: string; parameters?: Record<string, string | number> }[] {
  const { code, parameters } = exampleUse(phrase);
  return Object.entries(phrase.parameters).flatMap(([name, parameter]) =>
    parameter.type === 'code' || parameter.type === 'language'
      ? parameter.values.map((value) => ({ code, parameters: { ...parameters, [name]: value } }))
      : [],
  );
}

describe('the phrasebook', () => {
  it('has several hundred phrases, each with a code of its own', () => {
    expect(PHRASEBOOK.length).toBeGreaterThanOrEqual(350);
    expect(new Set(PHRASEBOOK.map(({ code }) => code)).size).toBe(PHRASEBOOK.length);
  });

  it.each(['shelter', 'housing', 'food', 'health', 'integration', 'recreation'] as const)(
    'has a hundred things to say for %s',
    (kind) => {
      expect(PHRASEBOOK.filter(({ kinds }) => kinds.includes(kind)).length).toBeGreaterThanOrEqual(100);
    },
  );

  it.each(PHRASEBOOK)(
    '$code names its parameters in every language',
    ({ code, parameters, kinds, theme }) => {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(kinds.length).toBeGreaterThan(0);
      for (const language of PHRASE_LANGUAGES) {
        expect(placeholders(phraseText(code, language) ?? '')).toEqual(Object.keys(parameters).sort());
        expect(themeTitle(theme, language)).not.toBe(theme);
      }
      const texts = PHRASE_LANGUAGES.map((language) => phraseText(code, language));
      expect(new Set(texts).size).toBe(PHRASE_LANGUAGES.length);
      expect(phraseWords(code, 'fr')).not.toContain('|');
    },
  );

  it.each(PHRASEBOOK)('$code can be carried and read in every language', (phrase) => {
    for (const usage of [exampleUse(phrase), ...usesOf(phrase)]) {
      for (const language of PHRASE_LANGUAGES) {
        expect(renderPhrase(usage, language)).toMatch(/^[^{}|]+$/);
      }
    }
    expect(isCarried(exampleUse(phrase))).toBe(true);
  });

  it('says no two things with the same words', () => {
    for (const language of PHRASE_LANGUAGES) {
      const texts = PHRASEBOOK.map(({ code }) => phraseText(code, language));
      expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
    }
  });

  it.each(Object.keys(CODE_LISTS) as CodeList[])('calls each code of the list %s by a name', (list) => {
    for (const language of PHRASE_LANGUAGES) {
      const labels = CODE_LISTS[list].map((value) => codeLabel(list, value, language));
      expect(labels).not.toContain(undefined);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('names languages, never a country', () => {
    expect(LANGUAGE_CODES.filter((tag) => !/^[a-z]{2,3}$/.test(tag))).toEqual([]);
    expect(new Set(LANGUAGE_CODES).size).toBe(LANGUAGE_CODES.length);
  });
});

describe('renderPhrase', () => {
  it('writes a phrase in the language of the reader', () => {
    const usage = { code: 'has-dog', parameters: { kg: 12 } };
    expect(renderPhrase(usage, 'fr')).toBe('A un chien de 12 kg');
    expect(renderPhrase(usage, 'en')).toBe('Has a dog of 12 kg');
    expect(renderPhrase(usage, 'es')).toBe('Tiene un perro de 12 kg');
    expect(renderPhrase({ code: 'comes-by', parameters: { means: 'taxi' } }, 'en')).toBe('Comes by taxi');
    expect(renderPhrase({ code: 'rent-up-to', parameters: { dollars: 900 } }, 'en')).toBe(
      'Rent of $900 a month at most',
    );
  });

  it('writes dates and names of languages as the reader does', () => {
    const until = { code: 'needed-until', parameters: { date: '2026-12-01' } };
    expect(renderPhrase(until, 'fr')).toBe('Besoin jusqu’au 1 décembre 2026');
    expect(renderPhrase(until, 'en')).toBe('Needed until December 1, 2026');
    expect(renderPhrase(until, 'ht')).toBe('Bezwen jiska 1 desanm 2026');
    const speaks = { code: 'speaks', parameters: { language: 'ti' } };
    expect(renderPhrase(speaks, 'fr')).toBe('Parle tigrigna');
    expect(renderPhrase(speaks, 'en')).toBe('Speaks Tigrinya');
    expect(renderPhrase({ code: 'speaks', parameters: { language: 'fcs' } }, 'en')).toBe(
      'Speaks Quebec Sign Language',
    );
    expect(renderPhrase({ code: 'speaks', parameters: { language: 'mn' } }, 'ht')).toBe('Pale mongol');
  });

  it('goes through the languages of the reader, then to French', () => {
    const usage = { code: 'no-stairs' };
    expect(renderPhrase(usage, 'en-CA')).toBe('Cannot climb stairs');
    expect(renderPhrase(usage, ['pa', 'es-MX', 'en'])).toBe('No puede subir escaleras');
    expect(renderPhrase(usage, ['pa', 'vi'])).toBe('Ne peut pas monter d’escaliers');
    expect(renderPhrase(usage, [])).toBe('Ne peut pas monter d’escaliers');
  });

  it.each([
    { code: 'from-a-newer-book' },
    { code: 'toString' },
    { code: 'has-dog' },
    { code: 'has-dog', parameters: {} },
    { code: 'comes-by', parameters: { means: 'constructor' } },
    { code: 'speaks', parameters: { language: 'xx' } },
    { code: 'needed-until', parameters: { date: '2026-13-45' } },
  ])('has no text for %j', (usage) => {
    expect(renderPhrase(usage, 'fr')).toBeUndefined();
  });
});
