import { describe, expect, it } from '@jest/globals';
import { decide, dueOf } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import {
  ACCEPTED,
  after,
  applied,
  ARRIVED,
  HOUR,
  INPUTS,
  NOW,
  OFFERED,
  REQUESTED,
  when,
} from './testing/referrals.js';

describe('doors, clocks and operators', () => {
  it.each([
    ['requested', REQUESTED, ['hold.release-requested']],
    ['offered', OFFERED, ['hold.release-requested', 'referral.offer-ended']],
    ['accepted', ACCEPTED, ['hold.release-requested', 'referral.offer-ended']],
  ] as const)(
    'given a referral that is %s, when the service closes, then it is sent on',
    (_state, given, events) => {
      const result = when(given(), INPUTS.closed);
      expect(result).toMatchObject({ state: 'requested', isSeeking: true, events });
      expect(result.referral!.isUrgent).toBe(true);
    },
  );

  it('given a household inside, when the service closes, then it is shown to a person', () => {
    expect(when(ARRIVED(), INPUTS.closed)).toMatchObject({ state: 'needs-attention' });
  });

  it('given somebody in the line, then it is looked at again soon, and ends at the wait limit', () => {
    const waiting = after(INPUTS.allFull);
    expect(dueOf(waiting, DEFAULT_LIMITS)).toMatchObject({ what: 'look' });
    expect(dueOf({ ...waiting, lookAt: null }, DEFAULT_LIMITS)).toEqual({
      at: NOW + 72 * HOUR,
      what: 'wait-limit',
    });
    const result = when(waiting, INPUTS.waitLimit);
    expect(result.data?.('referral.unplaced')).toMatchObject({ reason: 'wait-limit' });
  });

  it('given a referral that ended, then it is forgotten after the retention time, counted from its end', () => {
    const ended = applied(decide(OFFERED(), INPUTS.withdrawn, NOW + HOUR, DEFAULT_LIMITS)).referral;
    expect(dueOf(ended, DEFAULT_LIMITS)).toEqual({ at: NOW + HOUR + 7 * 24 * HOUR, what: 'forget' });
  });

  it.each([
    ['offered', OFFERED, ['hold.release-requested', 'referral.offer-ended', 'referral.attention-needed']],
    ['arrived', ARRIVED, ['referral.attention-needed']],
    ['waitlisted', () => after(INPUTS.allFull), ['referral.attention-needed']],
  ] as const)(
    'given a referral that is %s, when its key is discarded, then a person is asked',
    (_state, given, events) => {
      const result = when(given(), INPUTS.discarded);
      expect(result).toMatchObject({ state: 'needs-attention', events });
      expect(result.data?.('referral.attention-needed')).toMatchObject({ reason: 'discarded' });
      expect(dueOf(result.referral!, DEFAULT_LIMITS).what).not.toBe('look');
    },
  );
});
