import { describe, expect, it } from '@jest/globals';
import { drawFrom, roundBy } from './draw.js';

describe('draw', () => {
  it('answers the same question the same, whatever was asked before', () => {
    const draw = drawFrom(7);
    const first = draw('a', 1);
    draw('b');
    expect(draw('a', 1)).toBe(first);
    expect(drawFrom(7)('a', 1)).toBe(first);
    expect(drawFrom(8)('a', 1)).not.toBe(first);
  });

  it('spreads evenly over [0, 1)', () => {
    const draw = drawFrom(1);
    const draws = Array.from({ length: 2000 }, (_, index) => draw(index));
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(draws.reduce((sum, one) => sum + one, 0) / draws.length).toBeCloseTo(0.5, 1);
  });

  it('rounds so that the sum stays right', () => {
    expect([roundBy(0, 2.4), roundBy(0.59, 2.4), roundBy(0.6, 2.4)]).toEqual([2, 2, 3]);
  });
});
