import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { holdIdOf, referralIdOf } from './deterministic-ids.js';

describe('ids that follow from others', () => {
  it('are UUIDs of version 5', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.nat({ max: 99 }),
        fc.stringMatching(/^[a-z-]{3,20}$/),
        (id, number, serviceId) => {
          expect(referralIdOf(id, number)).toBe(v5(`need ${number}`, id));
          expect(holdIdOf(id, number, serviceId)).toBe(v5(`hold ${number} ${serviceId}`, id));
        },
      ),
    );
  });

  it('are others for a hold elsewhere', () => {
    const id = '0190d5d1-0000-7000-8000-000000000001';
    expect(holdIdOf(id, 0, 'one-house')).not.toBe(holdIdOf(id, 0, 'another-house'));
  });
});
