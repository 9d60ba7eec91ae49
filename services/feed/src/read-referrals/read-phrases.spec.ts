import { describe, expect, it } from '@jest/globals';

import type { DepartmentView, ProviderView } from '../domain/referral-view.js';
import { readPhrases } from './read-phrases.js';

const PROVIDER: ProviderView = {
  referralId: 'r',
  kind: 'shelter',
  department: '/departments/accueil',
  serviceId: 'maison-bonaventure-lits',
  holdId: 'h',
  unitType: 'bed',
  quantity: 1,
  state: 'offered',
  since: '2026-11-22T21:00:00.000Z',
  expiresAt: '2026-11-22T21:15:00.000Z',
  request: {
    household: { members: [{ ageGroup: 'adult' }] },
    language: 'ht',
    phrases: [{ code: 'has-dog', parameters: { kg: 12 } }, { code: 'from-a-newer-book' }],
  },
};

describe('readPhrases', () => {
  it.each([
    [['es-MX', 'en'], 'Tiene un perro de 12 kg'],
    [['en-CA'], 'Has a dog of 12 kg'],
    [['pa'], 'A un chien de 12 kg'],
    [[], 'A un chien de 12 kg'],
  ])('writes them in the language of the reader: %j', (languages, text) => {
    expect(readPhrases(PROVIDER, languages)).toMatchObject({
      referralId: 'r',
      request: {
        language: 'ht',
        phrases: [{ code: 'has-dog', parameters: { kg: 12 }, text }, { code: 'from-a-newer-book' }],
      },
    });
  });

  it('leaves alone what has none', () => {
    const { request: _request, ...ended } = PROVIDER;
    expect(readPhrases(ended, ['en'])).toBe(ended);
    const department: DepartmentView = {
      referralId: 'r',
      intakeId: 'i',
      kind: 'shelter',
      state: 'offered',
      since: '2026-11-22T21:00:00.000Z',
    };
    expect(readPhrases(department, ['en'])).toBe(department);
  });
});
