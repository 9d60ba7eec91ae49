import { describe, expect, it } from '@jest/globals';
import { NOTHING } from './night-result.js';
import { weekTable } from './week-table.js';

const night = (day: number) => ({
  ...NOTHING,
  date: `2024-01-${String(day).padStart(2, '0')}`,
  asked: day,
  offerMs: [day],
});
const nights = Array.from({ length: 9 }, (_, index) => night(index + 1));

describe('table of the weeks', () => {
  it('has a row for each week begun, and one for the whole', () => {
    const lines = weekTable(nights, 'en').split('\n');
    expect(lines.map((line) => line.trim().split(/ {2,}/).slice(0, 3))).toEqual([
      ['week of', 'nights', 'asked'],
      ['2024-01-01', '7', '28'],
      ['2024-01-08', '2', '17'],
      ['total', '9', '45'],
    ]);
    expect(lines[1]).toContain('4 ms');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('speaks French', () => {
    expect(weekTable(nights, 'fr')).toContain('en surnombre');
  });

  it('has no time where nobody was offered a place', () => {
    expect(weekTable([{ ...NOTHING, date: '2024-01-01' }], 'fr')).toContain('–');
  });
});
