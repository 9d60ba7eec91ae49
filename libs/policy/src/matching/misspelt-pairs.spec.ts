import { describe, expect, it } from '@jest/globals';

import { MisspeltPairs } from './misspelt-pairs.js';

describe('MisspeltPairs', () => {
  const ordinary = new Set(['sturdy', 'harbours', 'word']);
  const pairs = new MisspeltPairs((word) => ordinary.has(word));
  pairs.add('work', 'licence');
  pairs.add('steady', 'harbour');

  it.each([
    ['werk', 'lisence', 'work licence'],
    ['work', 'licance', 'work licence'],
    ['stedy', 'harbbour', 'steady harbour'],
    ['staedy', 'harbour', 'steady harbour'],
  ])('reads %s %s', (first, second, read) => {
    expect(pairs.read(first, second)?.join(' ')).toBe(read);
  });

  it.each([
    ['work', 'licence'],
    ['word', 'lisence'],
    ['sturdy', 'harbour'],
    ['wrk', 'lisence'],
    ['wirked', 'lisence'],
    ['lisence', 'werk'],
    ['werk', 'harbour'],
    ['', 'lisence'],
  ])('leaves %s %s', (first, second) => {
    expect(pairs.read(first, second)).toBeUndefined();
  });

  it('looks at the neighbours of long words that are near, and of no ordinary ones', () => {
    expect(['lisence', 'licence', 'harbuor'].map((word) => pairs.mayBeOne(word))).toEqual([true, true, true]);
    expect(['werk', 'harbours', 'lighthouse', 'lis3nce'].map((word) => pairs.mayBeOne(word))).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  it('sees letters as it sees words', () => {
    const letters = (word: string) => Uint8Array.from(word, (letter) => letter.charCodeAt(0) - 97);
    expect(pairs.mayBeNear(letters('lisence'), 7)).toBe(true);
    expect(pairs.mayBeNear(letters('window'), 6)).toBe(false);
  });

  it('holds nothing before a pair is added', () => {
    expect(new MisspeltPairs(() => false).isEmpty).toBe(true);
    expect(pairs.isEmpty).toBe(false);
  });
});
