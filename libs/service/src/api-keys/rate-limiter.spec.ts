import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../clock/clock.js';
import { RateLimiter } from './rate-limiter.js';

const clockAtNoon = (): ManualClock => new ManualClock('2026-11-22T12:00:00Z');

describe('a limit of sixty requests a minute', () => {
  it('lets a whole minute through at once, then one a second', () => {
    const clock = clockAtNoon();
    const limiter = new RateLimiter(60, clock);
    expect(Array.from({ length: 60 }, () => limiter.take('a')).every((wait) => wait === 0)).toBe(true);
    expect(limiter.take('a')).toBe(1_000);
    clock.advance(999);
    expect(limiter.take('a')).toBe(1);
    clock.advance(1);
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(1_000);
  });

  it('is for each name', () => {
    const limiter = new RateLimiter(1, clockAtNoon());
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBeGreaterThan(0);
    expect(limiter.take('b')).toBe(0);
  });

  it('never saves up more than a minute, nor does it suffer from a clock that goes back', () => {
    const clock = clockAtNoon();
    const limiter = new RateLimiter(2, clock);
    limiter.take('a');
    clock.advance(3_600_000);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 0]);
    expect(limiter.take('a')).toBe(30_000);
    clock.advance(-3_600_000);
    expect(limiter.take('a')).toBe(30_000);
  });

  it('remembers those in use when there are many names', () => {
    const clock = clockAtNoon();
    const limiter = new RateLimiter(1, clock);
    limiter.take('early');
    clock.advance(61_000);
    limiter.take('busy');
    for (let name = 0; name < 10_001; name += 1) limiter.take(String(name));
    expect(limiter.take('busy')).toBeGreaterThan(0);
    expect(limiter.take('early')).toBe(0);
  });
});
