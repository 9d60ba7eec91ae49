import { describe, expect, it } from '@jest/globals';
import { typesWrittenBy } from './types-written-by.js';

describe('types that one service alone writes', () => {
  it('are its own, and none that another or a partner writes too', () => {
    expect(typesWrittenBy('referral')).toEqual(
      expect.arrayContaining(['havre.referral.offered.v1', 'havre.hold.requested.v1']),
    );
    expect(typesWrittenBy('capacity')).toEqual(
      expect.arrayContaining(['havre.hold.placed.v1', 'havre.capacity.updated.v1']),
    );
    for (const publisher of ['referral', 'capacity'] as const) {
      expect(typesWrittenBy(publisher)).not.toContain('havre.event.not-applied.v1');
      expect(typesWrittenBy(publisher)).not.toContain('havre.intake.received.v1');
    }
  });
});
