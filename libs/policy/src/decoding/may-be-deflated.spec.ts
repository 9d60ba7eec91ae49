import { describe, expect, it } from '@jest/globals';
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';

import { mayBeDeflated } from './may-be-deflated.js';

describe('mayBeDeflated', () => {
  it('says so of every deflated text, however it was deflated', () => {
    const options = fc.record({
      level: fc.integer({ min: 0, max: 9 }),
      strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY),
    });
    const text = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
        .filter((some) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(some)),
      fc.constantFrom(
        'réfugiée',
        'a work permit',
        'permis de travail fermé '.repeat(20),
        '難民申請',
        '\n\tx',
      ),
    );
    fc.assert(
      fc.property(text, options, (plain, how) => {
        expect(mayBeDeflated(deflateRawSync(plain, how))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says so of little else', () => {
    const noise = fc.sample(fc.uint8Array({ minLength: 24, maxLength: 24 }), { numRuns: 2_000, seed: 7 });
    expect(noise.filter((bytes) => mayBeDeflated(bytes)).length).toBeLessThan(60);
  });
});
