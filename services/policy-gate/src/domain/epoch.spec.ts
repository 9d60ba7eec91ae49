import { describe, expect, it } from '@jest/globals';

import { isCleared, isOver, slotsAt } from './epoch.js';

const TEN_MINUTES = 600_000;

describe('epochs', () => {
  it('begin at whole multiples of their length, and the next begins where this one ends', () => {
    const [current, next] = slotsAt(new Date('2026-11-22T21:07:31Z'), TEN_MINUTES);
    expect(current.notBefore.toISOString()).toBe('2026-11-22T21:00:00.000Z');
    expect(current.slot).toBe(Date.parse('2026-11-22T21:00:00Z') / 1_000);
    expect(next.notBefore).toEqual(current.notAfter);
    expect(next.notAfter.toISOString()).toBe('2026-11-22T21:20:00.000Z');
  });

  it('change at their first moment', () => {
    const [before] = slotsAt(new Date('2026-11-22T21:09:59.999Z'), TEN_MINUTES);
    const [after] = slotsAt(new Date('2026-11-22T21:10:00Z'), TEN_MINUTES);
    expect(after.notBefore).toEqual(before.notAfter);
  });

  it('are over a minute after their end', () => {
    const end = new Date('2026-11-22T21:10:00Z');
    expect(isOver(end, new Date('2026-11-22T21:11:00Z'))).toBe(false);
    expect(isOver(end, new Date('2026-11-22T21:11:00.001Z'))).toBe(true);
  });
});

describe('a partition is cleared up to the end that it had', () => {
  const at = (nextOffset: bigint, contentEnd: bigint, deletedBefore: bigint) => ({
    nextOffset,
    contentEnd,
    deletedBefore,
  });

  it.each([
    ['read and deleted', 10n, 10n, at(10n, 10n, 10n), true],
    ['read, not deleted', 10n, 10n, at(10n, 10n, 9n), false],
    ['not read', 10n, 4n, at(4n, 4n, 4n), false],
    ['a record that says nothing at the end, never deleted', 11n, 11n, at(11n, 10n, 10n), true],
    ['more has come since, and is not deleted yet', 10n, 20n, at(20n, 20n, 12n), true],
    ['nothing ever came', 0n, 0n, at(0n, 0n, 0n), true],
    ['what was there is forgotten by the log', 10n, 10n, at(0n, 0n, 0n), true],
  ])('%s', (_, end, committed, progress, isSo) => {
    expect(isCleared(end, committed, progress)).toBe(isSo);
  });
});
