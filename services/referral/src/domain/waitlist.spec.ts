import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_LIMITS } from './limits.js';
import { lookAgainInMs, turnOf, type Waiting } from './waitlist.js';
import { HOUR, MINUTE, NOW } from './testing/city.js';

const waiting = (changes: Partial<Waiting>): Waiting => ({
  priority: 'routine',
  openedAt: NOW,
  urgent: false,
  fits: 5,
  ...changes,
});
const turn = (changes: Partial<Waiting>): number => turnOf(waiting(changes), DEFAULT_LIMITS);

describe('the line', () => {
  it('goes by priority', () => {
    expect(turn({ priority: 'emergency' })).toBeLessThan(turn({ priority: 'urgent' }));
    expect(turn({ priority: 'urgent' })).toBeLessThan(turn({}));
  });

  it('then by age', () => {
    expect(turn({ openedAt: NOW - MINUTE })).toBeLessThan(turn({}));
  });

  it('starves nobody: age raises priority within a bound', () => {
    const { emergencyHeadStartHours } = DEFAULT_LIMITS;
    const old = turn({ openedAt: NOW - emergencyHeadStartHours * HOUR - 1 });
    expect(old).toBeLessThan(turn({ priority: 'emergency' }));
  });

  it('keeps a place for somebody who fits nowhere else, within a bound', () => {
    const { keepForOnlyFitMinutes } = DEFAULT_LIMITS;
    expect(turn({ fits: 1, openedAt: NOW + (keepForOnlyFitMinutes - 1) * MINUTE })).toBeLessThan(turn({}));
    expect(turn({ fits: 1, openedAt: NOW + (keepForOnlyFitMinutes + 1) * MINUTE })).toBeGreaterThan(turn({}));
  });

  it('lets those go first whom a provider sent on', () => {
    expect(turn({ urgent: true })).toBeLessThan(turn({ priority: 'emergency', openedAt: NOW - 1000 * HOUR }));
  });

  it('looks again soon, then ever more rarely, at least every six hours', () => {
    expect(lookAgainInMs(0)).toBe(2_000);
    expect(lookAgainInMs(9)).toBe(15 * MINUTE);
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), (looks) => {
        expect(lookAgainInMs(looks)).toBeLessThanOrEqual(lookAgainInMs(looks + 1));
        expect(lookAgainInMs(looks)).toBeLessThanOrEqual(6 * HOUR);
      }),
    );
  });
});
