import { describe, expect, it } from '@jest/globals';
import { decide, dueNow, dueOf } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import {
  ACCEPTED,
  applied,
  HOUR,
  INPUTS,
  KEPT_UNTIL,
  MINUTE,
  NOW,
  PROVIDER,
  when,
} from './testing/referrals.js';

const WARNED_AT = KEPT_UNTIL - 15 * MINUTE;

describe('the end of the journey', () => {
  it('given a place that is kept, when the warning is due, then both sides are warned once', () => {
    expect(dueOf(ACCEPTED(), DEFAULT_LIMITS)).toEqual({ at: WARNED_AT, what: 'ending-soon' });
    expect(dueNow(ACCEPTED(), WARNED_AT, DEFAULT_LIMITS)).toBe('ending-soon');
    const warned = when(ACCEPTED(), INPUTS.endingSoon, DEFAULT_LIMITS, WARNED_AT);
    expect(warned).toMatchObject({ state: 'accepted', events: ['referral.ending-soon'] });
    expect(warned.data?.('referral.ending-soon')).toMatchObject({
      provider: PROVIDER,
      until: new Date(KEPT_UNTIL).toISOString(),
    });
    expect(dueOf(warned.referral!, DEFAULT_LIMITS)).not.toMatchObject({ what: 'ending-soon' });
    expect(when(warned.referral!, INPUTS.endingSoon)).toMatchObject({ events: [] });
  });

  it('given a warning and a prolongation, then both sides are warned again', () => {
    const warned = when(ACCEPTED(), INPUTS.endingSoon, DEFAULT_LIMITS, WARNED_AT).referral!;
    const prolonging = when(warned, INPUTS.accepted).referral!;
    const until = KEPT_UNTIL + HOUR;
    const prolonged = when(prolonging, { ...INPUTS.confirmed, expiresAt: until }).referral!;
    expect(dueOf(prolonged, DEFAULT_LIMITS)).toEqual({ at: until - 15 * MINUTE, what: 'ending-soon' });
  });

  it('given a journey that is shorter than the warning, then the confirmation has said it', () => {
    const short = applied(
      decide(
        when(when(ACCEPTED(), INPUTS.accepted).referral!, INPUTS.confirmed).referral!,
        { ...INPUTS.confirmed, expiresAt: NOW + 10 * MINUTE },
        NOW,
        DEFAULT_LIMITS,
      ),
    ).referral;
    expect(dueOf(short, DEFAULT_LIMITS)).not.toMatchObject({ what: 'ending-soon' });
  });

  it('given a clock that slept past the end, then nobody is warned of what is over', () => {
    expect(when(ACCEPTED(), INPUTS.endingSoon, DEFAULT_LIMITS, KEPT_UNTIL)).toMatchObject({ events: [] });
  });

  it('given an arrival before the warning, then nobody is warned', () => {
    const arrived = when(ACCEPTED(), INPUTS.arrived).referral!;
    expect(dueOf(arrived, DEFAULT_LIMITS)).not.toMatchObject({ what: 'ending-soon' });
    expect(when(arrived, INPUTS.endingSoon)).toEqual({ outcome: 'ignored' });
  });
});
