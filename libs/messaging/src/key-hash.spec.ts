import { describe, expect, it } from '@jest/globals';
import { slotOfKey } from './key-hash.js';

describe('slot of a key', () => {
  it('never changes: where a key stands is stored', () => {
    const keys = ['maison-bonaventure-lits', '0198d0d2-7e2b-7cc1-9f5e-0123456789ab', 'clé', ''];
    expect(keys.map((key) => slotOfKey(key, 12))).toEqual([3, 1, 0, 0]);
  });

  it('spreads keys evenly', () => {
    const counts = Array.from({ length: 12 }, () => 0);
    for (let number = 0; number < 12_000; number += 1) {
      const slot = slotOfKey(`house-${number}`, 12);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1_200);
  });
});
