import { describe, expect, it } from '@jest/globals';
import { startFrom } from './cursor.js';

const EXTENT = { purgedThrough: 10n, last: 20n, lastCounted: 20n };

const NOON = 1_795_435_200_000_000n;
/** Some entries were numbered by counts, the newer ones by moments. */
const MOVED = { purgedThrough: 10n, last: NOON, lastCounted: 20n };
/** All are numbered by moments. */
const MOMENTS = { purgedThrough: NOON - 1_000n, last: NOON, lastCounted: 0n };

describe('startFrom', () => {
  it.each<[string | undefined, bigint, boolean]>([
    [undefined, 10n, false],
    ['now', 20n, false],
    ['15', 15n, false],
    ['10', 10n, false],
    ['20', 20n, false],
    ['9', 10n, true],
    ['0', 10n, true],
    ['21', 10n, true],
    ['abc', 10n, true],
    ['-1', 10n, true],
    ['', 10n, true],
    ['99999999999999999999999', 10n, true],
  ])('from %p starts after %p, reset: %p', (cursor, after, isReset) => {
    expect(startFrom(cursor, EXTENT)).toEqual({ after, isReset });
  });

  it.each<[string, typeof EXTENT, bigint, boolean]>([
    ['15', MOVED, 15n, false],
    ['21', MOVED, 10n, true],
    [`${NOON - 5n}`, MOVED, NOON - 5n, false],
    [`${NOON + 1n}`, MOVED, 10n, true],
    ['15', MOMENTS, NOON - 1_000n, true],
    [`${NOON}`, MOMENTS, NOON, false],
    ['999999', { ...MOMENTS, purgedThrough: 0n }, 0n, true],
    ['0', { ...MOMENTS, purgedThrough: 0n }, 0n, false],
  ])('tells counts from moments: %s', (cursor, extent, after, isReset) => {
    expect(startFrom(cursor, extent)).toEqual({ after, isReset });
  });

  it('starts at the beginning of a feed that never forgot anything', () => {
    expect(startFrom('0', { purgedThrough: 0n, last: 0n, lastCounted: 0n })).toEqual({
      after: 0n,
      isReset: false,
    });
  });
});
