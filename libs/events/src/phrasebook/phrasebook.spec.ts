import { describe, expect, it } from '@jest/globals';

import { parsePartnerEvent, PHRASEBOOK, renderPhrase, type Phrase, type PhraseParameter } from '../index.js';
import { doorForm } from '../testing/log-form.js';

function sample(parameter: PhraseParameter): string | number {
  switch (parameter.type) {
    case 'time':
      return '18:30';
    case 'date':
      return '2026-12-01';
    case 'integer':
      return parameter.min;
    case 'code':
      return Object.keys(parameter.values)[0] ?? '';
  }
}

function use(phrase: Phrase): { code: string; parameters?: Record<string, string | number> } {
  const entries = Object.entries(phrase.parameters).map(([name, value]) => [name, sample(value)] as const);
  return entries.length === 0
    ? { code: phrase.code }
    : { code: phrase.code, parameters: Object.fromEntries(entries) };
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
}

describe('the phrasebook', () => {
  it('has at least fifty phrases, each with a code of its own', () => {
    expect(PHRASEBOOK.length).toBeGreaterThanOrEqual(50);
    expect(new Set(PHRASEBOOK.map(({ code }) => code)).size).toBe(PHRASEBOOK.length);
  });

  it.each(['shelter', 'housing', 'food', 'health', 'integration', 'recreation'] as const)(
    'has something to say for %s',
    (kind) => {
      expect(PHRASEBOOK.filter(({ kinds }) => kinds.includes(kind)).length).toBeGreaterThanOrEqual(10);
    },
  );

  it.each(PHRASEBOOK)('$code names its parameters in both languages', ({ code, parameters, text, kinds }) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(kinds.length).toBeGreaterThan(0);
    expect(placeholders(text.fr)).toEqual(Object.keys(parameters).sort());
    expect(placeholders(text.en)).toEqual(Object.keys(parameters).sort());
    expect(text.fr).not.toBe(text.en);
  });

  it.each(PHRASEBOOK)('$code can be carried and read in both languages', (phrase) => {
    const usage = use(phrase);
    const event = doorForm('havre.intake.received.v1');
    const data = { ...(event['data'] as object), phrases: [usage] };
    expect(parsePartnerEvent({ ...event, data }).outcome).toBe('valid');
    for (const language of ['fr', 'en'] as const) {
      expect(renderPhrase(usage, language)).toMatch(/^[^{}]+$/);
    }
  });
});

describe('renderPhrase', () => {
  it('writes a phrase in the language of the reader', () => {
    const usage = { code: 'has-dog', parameters: { kg: 12 } };
    expect(renderPhrase(usage, 'fr')).toBe('A un chien de 12 kg');
    expect(renderPhrase(usage, 'en')).toBe('Has a dog of 12 kg');
    expect(renderPhrase({ code: 'comes-by', parameters: { means: 'taxi' } }, 'en')).toBe('Comes by taxi');
    expect(renderPhrase({ code: 'rent-up-to', parameters: { dollars: 900 } }, 'en')).toBe(
      'Rent of $900 a month at most',
    );
  });

  it.each([
    { code: 'from-a-newer-book' },
    { code: 'toString' },
    { code: 'has-dog' },
    { code: 'has-dog', parameters: {} },
    { code: 'comes-by', parameters: { means: 'constructor' } },
  ])('has no text for %j', (usage) => {
    expect(renderPhrase(usage, 'fr')).toBeUndefined();
  });
});
