import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, midnightOf } from '../calendar.js';
import { Draw } from '../draw.js';
import { drawStorms, isStormAt, seasonAt, shareOfHour, stormFactor } from './arrivals.js';

describe('when people come', () => {
  it('a day is whole, quiet at night and busy at dusk', () => {
    const midnight = midnightOf('2026-01-12');
    const hours = Array.from({ length: 24 }, (_, hour) => shareOfHour(midnight + hour * HOUR_MS));
    expect(hours.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(hours[3] ?? 1).toBeLessThan(hours[17] ?? 0);
  });

  it('December is busier than January, as in Toronto', () => {
    expect(seasonAt(midnightOf('2026-12-10'))).toBeGreaterThan(seasonAt(midnightOf('2026-01-10')));
  });

  it('a storm doubles what is asked for while it lasts', () => {
    const storms = [{ from: 1_000, until: 2_000 }];
    expect([999, 1_000, 1_999, 2_000].map((at) => stormFactor(storms, at))).toEqual([1, 2, 2, 1]);
    expect(isStormAt([], 1_500)).toBe(false);
  });

  it('storms come in winter only', () => {
    const winter = drawStorms(midnightOf('2026-01-01'), 59, Draw.forModel(1, 8));
    const summer = drawStorms(midnightOf('2026-06-01'), 80, Draw.forModel(1, 8));
    expect(winter.length).toBeGreaterThan(0);
    expect(winter.every(({ from, until }) => until - from <= 2 * DAY_MS)).toBe(true);
    expect(summer).toEqual([]);
  });
});
