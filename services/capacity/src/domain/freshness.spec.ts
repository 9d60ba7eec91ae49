import { describe, expect, it } from '@jest/globals';
import { agesAt, freshnessOf } from './freshness.js';

const LIMITS = { staleMinutes: 2, expiredMinutes: 8 };
const MINUTE = 60_000;

describe('the age of a report', () => {
  it.each([
    [0, 'fresh', 2],
    [2 * MINUTE - 1, 'fresh', 2],
    [2 * MINUTE, 'stale', 8],
    [8 * MINUTE - 1, 'stale', 8],
    [8 * MINUTE, 'expired', null],
  ])('after %d ms is %s', (age, freshness, next) => {
    expect(freshnessOf(0, LIMITS, age)).toBe(freshness);
    expect(agesAt(0, LIMITS, age)).toBe(next === null ? null : next * MINUTE);
  });

  it('is expired when nothing was ever reported', () => {
    expect(freshnessOf(null, LIMITS, 0)).toBe('expired');
    expect(agesAt(null, LIMITS, 0)).toBeNull();
  });
});
