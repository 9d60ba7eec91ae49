import { describe, expect, it } from '@jest/globals';
import { openFrom, type OpeningHours } from './opening-hours.js';

const at = (text: string): number => Date.parse(text);

const NIGHTS: OpeningHours = {
  timeZone: 'America/Toronto',
  hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], opens: '18:00', closes: '08:00' }],
};
const WEEKDAYS: OpeningHours = {
  timeZone: 'America/Toronto',
  hours: [{ days: ['mo', 'tu', 'we', 'th', 'fr'], opens: '09:00', closes: '17:00' }],
};

describe('openFrom', () => {
  it('is now without hours', () => {
    expect(openFrom(null, 5)).toBe(5);
  });

  it('is now while open, also past midnight', () => {
    expect(openFrom(NIGHTS, at('2026-11-22T20:00:00-05:00'))).toBe(at('2026-11-22T20:00:00-05:00'));
    expect(openFrom(NIGHTS, at('2026-11-23T07:59:00-05:00'))).toBe(at('2026-11-23T07:59:00-05:00'));
  });

  it('is the next opening while closed', () => {
    expect(openFrom(NIGHTS, at('2026-11-22T14:00:00-05:00'))).toBe(at('2026-11-22T18:00:00-05:00'));
    expect(openFrom(WEEKDAYS, at('2026-11-20T17:00:00-05:00'))).toBe(at('2026-11-23T09:00:00-05:00'));
  });

  it('keeps local time when the clocks change', () => {
    // Clocks go back on 1 November 2026 at 02:00.
    expect(openFrom(NIGHTS, at('2026-11-01T12:00:00-05:00'))).toBe(at('2026-11-01T18:00:00-05:00'));
    expect(openFrom(NIGHTS, at('2026-10-31T12:00:00-04:00'))).toBe(at('2026-10-31T18:00:00-04:00'));
    // And forward on 8 March 2026.
    expect(openFrom(WEEKDAYS, at('2026-03-08T12:00:00-04:00'))).toBe(at('2026-03-09T09:00:00-04:00'));
  });

  it('lets nothing wait for ever', () => {
    expect(openFrom({ timeZone: 'America/Toronto', hours: [] }, 5)).toBe(5);
    expect(openFrom({ ...NIGHTS, timeZone: 'Nowhere/Land' }, at('2026-11-22T14:00:00Z'))).toBe(
      at('2026-11-22T18:00:00Z'),
    );
  });
});
