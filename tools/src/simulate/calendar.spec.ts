import { describe, expect, it } from '@jest/globals';
import { dateAfter, dateAt, hourAt, isWorkday, midnightOf, monthAt, nextHour } from './calendar.js';

const iso = (at: number): string => new Date(at).toISOString();

describe('the clock on the walls', () => {
  it('shows local time, winter and summer', () => {
    expect(iso(midnightOf('2026-01-12'))).toBe('2026-01-12T05:00:00.000Z');
    expect(iso(midnightOf('2026-07-01'))).toBe('2026-07-01T04:00:00.000Z');
    expect(hourAt(midnightOf('2026-07-01') + 3_600_000)).toBe(1);
    expect(dateAt(Date.parse('2026-01-13T04:59:00Z'))).toBe('2026-01-12');
    expect(monthAt(midnightOf('2026-02-01'))).toBe(1);
  });

  it('counts days over the ends of months', () => {
    expect(dateAfter('2026-02-28', 1)).toBe('2026-03-01');
    expect(isWorkday('2026-01-16')).toBe(true);
    expect(isWorkday('2026-01-17')).toBe(false);
  });

  it('finds the next morning', () => {
    const evening = midnightOf('2026-01-12') + 23 * 3_600_000;
    expect(iso(nextHour(evening, 7))).toBe('2026-01-13T12:00:00.000Z');
    expect(iso(nextHour(midnightOf('2026-01-12'), 7))).toBe('2026-01-12T12:00:00.000Z');
  });
});
