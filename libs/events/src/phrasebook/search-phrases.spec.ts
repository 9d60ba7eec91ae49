import { describe, expect, it } from '@jest/globals';

import {
  clausesOf,
  parsePartnerEvent,
  PHRASEBOOK,
  phraseOf,
  phraseText,
  proposeUse,
  searchPhrases,
  suggestPhrases,
} from '../index.js';
import { doorForm } from '../testing/log-form.js';

function first(words: string, language: string): string | undefined {
  return searchPhrases(words, { language, limit: 1 })[0]?.phrase.code;
}

describe('searchPhrases', () => {
  it.each([
    ['fr', 'lit du bas', 'lower-bunk'],
    ['fr', 'LITS BAS', 'lower-bunk'],
    ['fr', 'allergique aux arachides', 'allergy'],
    ['fr', 'ne reveillez pas avant', 'do-not-wake-before'],
    ['fr', 'couches', 'diapers'],
    ['en', 'bottom bunk', 'lower-bunk'],
    ['en', 'toothache', 'dental-pain'],
    ['en', 'behind on rent', 'rent-behind'],
    ['en', 'formula', 'infant-formula'],
    ['es', 'pañales', 'diapers'],
    ['ht', 'kouchet', 'diapers'],
    ['ar', 'حفاضات', 'diapers'],
  ])('in %s, “%s” leads to %s', (language, words, code) => {
    expect(first(words, language)).toBe(code);
  });

  it.each(['fr', 'en', 'es', 'ht', 'ar'] as const)(
    'finds nearly every phrase by its own text in %s',
    (language) => {
      const missed = PHRASEBOOK.filter(({ code }) => {
        const text = (phraseText(code, language) ?? '').replaceAll(/\{\w+\}/g, '');
        return !searchPhrases(text, { language, limit: 5 }).some(({ phrase }) => phrase.code === code);
      });
      expect(missed.length).toBeLessThanOrEqual(PHRASEBOOK.length * 0.05);
    },
  );

  it('keeps to a kind of need', () => {
    const found = searchPhrases('chien', { language: 'fr', kind: 'food', limit: 50 });
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ phrase }) => !phrase.kinds.includes('food'))).toEqual([]);
    expect(found.map(({ phrase }) => phrase.code)).not.toContain('has-dog');
  });

  it('finds nothing for words that say nothing', () => {
    expect(searchPhrases('', { language: 'fr' })).toEqual([]);
    expect(searchPhrases('et de la', { language: 'fr' })).toEqual([]);
    expect(searchPhrases('zzzzzz', { language: 'en' })).toEqual([]);
  });
});

describe('proposeUse', () => {
  it.each([
    ['arrives-after', 'fr', 'arrive vers 21h30', { time: '21:30' }, []],
    ['arrives-after', 'en', 'here by 9 pm', { time: '21:00' }, []],
    ['arrives-after', 'en', 'around 12:15 am', { time: '00:15' }, []],
    ['diapers', 'fr', 'couches taille 4', { size: 4 }, []],
    ['allergy', 'fr', 'allergique aux oeufs', { allergen: 'eggs' }, []],
    ['speaks', 'fr', 'parle tigrigna', { language: 'ti' }, []],
    ['needed-until', 'en', 'until 2027-01-15', { date: '2027-01-15' }, []],
    ['needed-until', 'en', 'until spring', { date: '2026-12-01' }, ['date']],
    ['has-dog', 'en', 'a dog of 900 kg', { kg: 1 }, ['kg']],
    ['arrives-after', 'fr', 'arrive vers 61h', { time: '18:00' }, ['time']],
    ['call-between', 'fr', 'appeler entre 8h et 11h15', { from: '08:00', until: '11:15' }, []],
    ['call-between', 'en', 'call btwn 1 and 3 pm', { from: '15:00', until: '18:00' }, ['until']],
  ] as const)('%s in %s reads “%s”', (code, language, text, parameters, toChoose) => {
    const phrase = phraseOf(code);
    expect(phrase && proposeUse(phrase, text, language)).toEqual({ use: { code, parameters }, toChoose });
  });
});

describe('suggestPhrases', () => {
  const note = 'Maman seule, 2 enfants. Allergie aux arachides; couches taille 4, arrive vers 21h30.';

  it('suggests phrases clause by clause', () => {
    const suggested = suggestPhrases(note, { language: 'fr' });
    expect(suggested.map(({ clause }) => clause)).toEqual([
      'Maman seule',
      '2 enfants',
      'Allergie aux arachides',
      'couches taille 4',
      'arrive vers 21h30',
    ]);
    const uses = suggested.map(({ phrases }) => phrases[0]?.use);
    expect(uses[0]).toEqual({ code: 'single-parent' });
    expect(uses[2]).toEqual({ code: 'allergy', parameters: { allergen: 'peanut' } });
    expect(uses[3]).toEqual({ code: 'diapers', parameters: { size: 4 } });
    expect(uses[4]?.parameters).toEqual({ time: '21:30' });
  });

  it('suggests only what an intake can carry', () => {
    const uses = suggestPhrases(note, { language: 'fr' }).flatMap(({ phrases }) =>
      phrases.map(({ use }) => use),
    );
    const event = doorForm('havre.intake.received.v1');
    const data = { ...(event['data'] as object), phrases: uses.slice(0, 20) };
    expect(parsePartnerEvent({ ...event, data }).outcome).toBe('valid');
  });

  it('keeps numbers whole and leaves out what has no words', () => {
    expect(clausesOf('Loyer 1.150, 3 ch. - 4!! ok?')).toEqual(['Loyer 1.150', '3 ch', 'ok']);
  });
});
