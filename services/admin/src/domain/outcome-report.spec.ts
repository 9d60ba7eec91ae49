import { describe, expect, it } from '@jest/globals';
import { reportOutcomes } from './outcome-report.js';

const row = (area: string, outcome: string, count: number) => ({
  day: '2026-11-22',
  kind: 'shelter',
  area,
  outcome,
  count,
});

describe('how needs ended, as shown', () => {
  it('given one small count, withholds a companion in its area and in its outcome', () => {
    const shown = reportOutcomes([
      row('centre', 'completed', 2),
      row('centre', 'unplaced', 9),
      row('nord', 'completed', 40),
      row('nord', 'unplaced', 30),
    ]);
    expect(shown.map(({ count }) => count)).toEqual([null, null, null, null]);
  });

  it('given a small count of another day, withholds nothing of this one', () => {
    const other = { ...row('centre', 'completed', 2), day: '2026-11-23' };
    expect(reportOutcomes([row('centre', 'completed', 7), other]).map(({ count }) => count)).toEqual([
      7,
      null,
    ]);
  });
});
