import { describe, expect, it } from '@jest/globals';
import { PendingHolds } from './pending-holds.js';

const NOW = 1_763_845_200_000;

describe('places that were asked for', () => {
  it('count until the ledger answers', () => {
    const pending = new PendingHolds();
    pending.add('hold-1', 'refuge bed', 2, NOW);
    pending.add('hold-2', 'refuge bed', 1, NOW);
    expect(pending.of('refuge bed')).toBe(3);
    pending.settle('hold-1');
    pending.settle('hold-1');
    expect(pending.of('refuge bed')).toBe(1);
    expect(pending.of('foyer bed')).toBe(0);
  });

  it('are forgotten when another replica hears the answer', () => {
    const pending = new PendingHolds();
    pending.add('hold-1', 'refuge bed', 2, NOW);
    pending.add('hold-2', 'foyer bed', 1, NOW + 6_000);
    expect(pending.of('refuge bed')).toBe(0);
    expect(pending.of('foyer bed')).toBe(1);
  });
});
