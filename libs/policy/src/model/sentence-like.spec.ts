import { describe, expect, it } from '@jest/globals';

import { isSentenceLike } from './sentence-like.js';

describe('isSentenceLike', () => {
  it.each([
    'elle est là',
    'a bed for her',
    'она уже здесь',
    '她需要一张床',
    'ต้องการเตียง',
    'el\u200ble e\u00adst là',
    'room_on_ground floor',
    'they-came-here-by-boat',
    '12 ans, un lit, merci bien',
  ])('takes %j for a sentence', (text) => {
    expect(isSentenceLike(text)).toBe(true);
  });

  it.each([
    '',
    'bed',
    'step-free',
    'fr-CA',
    'maison-bonaventure-lits',
    '2026-11-24',
    'a b c d',
    '床位',
    'x1 y2 z3',
    'ab1 cd2 ef3 gh',
  ])('does not take %j for one', (text) => {
    expect(isSentenceLike(text)).toBe(false);
  });
});
