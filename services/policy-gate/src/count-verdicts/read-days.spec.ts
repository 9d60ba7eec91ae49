import { describe, expect, it } from '@jest/globals';

import { readDays } from './read-days.js';

const NOW = new Date('2026-11-22T21:00:00Z');

describe('readDays', () => {
  it.each([
    [undefined, undefined, '2026-11-16', '2026-11-22'],
    ['2026-11-01', undefined, '2026-11-01', '2026-11-22'],
    [undefined, '2026-03-03', '2026-02-25', '2026-03-03'],
    ['2026-11-22', '2026-11-22', '2026-11-22', '2026-11-22'],
  ])('reads %s to %s', (from, to, first, last) => {
    expect(readDays(from, to, NOW)).toEqual({ outcome: 'read', from: first, to: last });
  });

  it.each([
    ['2026-11-23', undefined],
    ['2026-02-30', '2026-03-03'],
    ['hier', undefined],
    [['2026-11-01', '2026-11-02'], undefined],
    ['2020-01-01', '2026-11-22'],
    [undefined, '2026-13-01'],
    [undefined, '2026-11-22T00:00:00Z'],
  ])('refuses %j to %j', (from, to) => {
    expect(readDays(from, to, NOW)).toEqual({ outcome: 'refused' });
  });
});
