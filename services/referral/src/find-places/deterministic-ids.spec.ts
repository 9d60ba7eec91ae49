import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { holdIdOf, referralIdOf } from './deterministic-ids.js';

describe('ids that follow from others', () => {
  it('are UUIDs of version 5', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat({ max: 99 }), (id, number) => {
        expect(referralIdOf(id, number)).toBe(v5(`need ${number}`, id));
        expect(holdIdOf(id, number)).toBe(v5(`hold ${number}`, id));
      }),
    );
  });
});
