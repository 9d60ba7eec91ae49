import { describe, expect, it } from '@jest/globals';

import { withoutAttached, writtenAlike } from './attached-words.js';

describe('withoutAttached', () => {
  it.each([
    ['واللاجئين', 'لاجئين'],
    ['الجنسية', 'جنسية'],
    ['הפליטים', 'פליטים'],
    ['לפליטים', 'פליטים'],
    ['ושהפליטים', 'פליטים'],
    ['የስደተኞች', 'ስደተኞች'],
    ['ስለስደተኞች', 'ስደተኞች'],
    ['ንስደተኛታት', 'ስደተኛታት'],
  ])('finds in %s the word %s', (word, bare) => {
    expect(withoutAttached(word)).toContain(bare);
  });

  it.each(['refugee', 'виза', '난민', 'של', ''])('leaves %s as it is', (word) => {
    expect(withoutAttached(word)).toEqual([]);
  });
});

describe('writtenAlike', () => {
  it('reads letters of Farsi, Urdu and Kurdish as an Arabic keyboard has them', () => {
    expect(writtenAlike('پناهندگی')).toBe(writtenAlike('پناهندگي'));
    expect(writtenAlike('شہریت')).toBe(writtenAlike('شهريت'));
    expect(writtenAlike('کڈ')).toBe(writtenAlike('كڈ'));
  });

  it('leaves other words as they are', () => {
    expect(writtenAlike('visa')).toBe('visa');
    expect(writtenAlike('виза')).toBe('виза');
  });
});
