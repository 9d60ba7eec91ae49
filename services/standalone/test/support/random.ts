import { randomInt } from 'node:crypto';

/** A seeded source of moments (mulberry32); the seed is printed, so that a failure can be played again. */
export function seededRandom(seed: number = Number(process.env['HAVRE_TEST_SEED'] ?? randomInt(2 ** 31))): {
  readonly seed: number;
  between(low: number, high: number): number;
} {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (low, high) => low + Math.floor(next() * (high - low + 1)) };
}
