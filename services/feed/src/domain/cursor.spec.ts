import { describe, expect, it } from '@jest/globals';
import { startFrom } from './cursor.js';

const EXTENT = { purgedThrough: 10n, last: 20n };

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

  it('starts at the beginning of a feed that never forgot anything', () => {
    expect(startFrom('0', { purgedThrough: 0n, last: 0n })).toEqual({ after: 0n, isReset: false });
  });
});
