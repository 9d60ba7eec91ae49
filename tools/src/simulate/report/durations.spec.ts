import { describe, expect, it } from '@jest/globals';
import { Counts } from './counts.js';
import { Durations } from './durations.js';
import { decimalOf, numberOf, shareOf, timeOf } from './numbers.js';
import { spreadOf } from './spread.js';
import { list, table } from './table.js';

const MINUTE_MS = 60_000;

describe('figures', () => {
  it('give quantiles within a twentieth', () => {
    const durations = new Durations();
    for (let minutes = 1; minutes <= 1_000; minutes += 1) durations.add(minutes * MINUTE_MS);
    expect(durations.quantileMinutes(0.5)).toBeGreaterThan(500 / 1.05);
    expect(durations.quantileMinutes(0.5)).toBeLessThan(500 * 1.05);
    expect(durations.quantileMinutes(1)).toBeGreaterThan(1_000 / 1.05);
    expect(durations.longestMinutes).toBe(1_000);
    expect(new Durations().quantileMinutes(0.5)).toBeNull();
  });

  it('count by code in the order of the codes', () => {
    const counts = new Counts();
    counts.add('b');
    counts.add('a', 2);
    counts.add('b');
    expect(Object.entries(counts.toJSON())).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(counts.total).toBe(4);
  });

  it('tell an even load from an uneven one', () => {
    expect(spreadOf([0.5, 0.5, 0.5])).toMatchObject({ least: 0.5, middle: 0.5, most: 0.5, gini: 0 });
    expect(spreadOf([0, 0, 0, 1])?.gini).toBeCloseTo(0.75, 6);
    expect(spreadOf([])).toBeNull();
  });

  it('are said as people say them', () => {
    expect([numberOf(1_234_567, 'fr'), numberOf(1_234, 'en'), numberOf(999, 'fr')]).toEqual([
      '1\u202f234\u202f567',
      '1,234',
      '999',
    ]);
    expect([shareOf(1, 3, 'fr'), shareOf(1, 200, 'en'), shareOf(1, 0, 'fr')]).toEqual([
      '33\u00a0%',
      '0.5%',
      '–',
    ]);
    expect(decimalOf(1.25, 2, 'fr')).toBe('1,25');
    expect([0.2, 45, 200, 4_320, null].map((minutes) => timeOf(minutes, 'fr'))).toEqual([
      '<\u00a01\u00a0min',
      '45\u00a0min',
      '3\u00a0h\u00a020',
      '3\u00a0j',
      '–',
    ]);
  });

  it('stand in columns', () => {
    expect(table(['a', 'bb'], [['longer', '1']])).toEqual(['  a       bb', '  ──────  ──', '  longer   1']);
    expect(
      list([
        ['one', '1'],
        ['three', '10'],
      ]),
    ).toEqual(['  one     1', '  three  10']);
  });
});
