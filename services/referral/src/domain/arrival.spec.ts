import { describe, expect, it } from '@jest/globals';
import { dueOf } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import {
  ACCEPTED,
  after,
  ARRIVED,
  HOUR,
  INPUTS,
  matched,
  NOW,
  OFFERED,
  PROVIDER,
  when,
} from './testing/referrals.js';

describe('the door', () => {
  it('given an accepted household with its code, when it arrives, then it is counted in', () => {
    const result = when(ACCEPTED(), INPUTS.arrived);
    expect(result).toMatchObject({ state: 'arrived', events: ['hold.occupation-requested'] });
    expect(when(result.referral!, INPUTS.occupied)).toMatchObject({ state: 'arrived', events: [] });
  });

  it('given capitals, accents or hyphens in what was heard, then it is the same code', () => {
    expect(when(ACCEPTED(), { ...INPUTS.arrived, code: 'Lampe-JARDÍN 42' })).toMatchObject({
      state: 'arrived',
    });
  });

  it('given another code, then it is not applied', () => {
    expect(when(ACCEPTED(), { ...INPUTS.arrived, code: 'lampe jardin 43' })).toEqual({
      outcome: 'wrong-code',
    });
  });

  it('given an offer not yet answered, when the household is at the door, then arriving is accepting', () => {
    expect(when(OFFERED(), INPUTS.arrived)).toMatchObject({
      state: 'arrived',
      events: ['hold.occupation-requested'],
    });
  });

  it('given a journey that runs out, then the place goes on once and the department is told', () => {
    const result = when(ACCEPTED(), INPUTS.journeyExpired);
    expect(result).toMatchObject({ state: 'not-arrived', events: ['referral.closed'] });
    expect(result.data?.('referral.closed')).toMatchObject({ outcome: 'not-arrived', by: 'system' });
  });

  it('given somebody late whose place is still free, then let in and counted once', () => {
    const late = when(
      after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.journeyExpired),
      INPUTS.arrived,
    );
    expect(late).toMatchObject({ state: 'arrived', events: ['hold.occupation-requested'] });
    expect(when(late.referral!, INPUTS.occupied)).toMatchObject({ state: 'arrived', events: [] });
  });

  it('given somebody late whose place is gone, then sent on from there at once, and the provider is told', () => {
    const late = when(
      after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.journeyExpired),
      INPUTS.arrived,
    );
    const result = when(late.referral!, INPUTS.gone);
    expect(result).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['event.not-applied', 'referral.offer-ended'],
    });
    expect(result.data?.('event.not-applied')).toMatchObject({ reason: 'no-place', publisher: PROVIDER });
    expect(result.referral!.isUrgent).toBe(true);
  });

  it('given an arrival right after an acceptance that came too late, then the word of the ledger on the arrival counts', () => {
    const atTheDoor = after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.arrived);
    const refused = when(atTheDoor, INPUTS.gone);
    expect(refused).toMatchObject({ state: 'arrived', events: [] });
    expect(when(refused.referral!, INPUTS.occupied)).toMatchObject({ state: 'arrived' });
    expect(when(refused.referral!, INPUTS.gone)).toMatchObject({ state: 'requested', isSeeking: true });
  });

  it('given an arrival, when an expiry that was not given on comes after it, then the arrival wins', () => {
    const arriving = after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.arrived);
    expect(when(arriving, INPUTS.journeyExpired)).toEqual({ outcome: 'ignored' });
  });

  it('given an arrival, when the provider completes, then it ends and the occupied place stays a number', () => {
    const result = when(ARRIVED(), INPUTS.completed);
    expect(result).toMatchObject({ state: 'completed', events: ['referral.closed'] });
    expect(result.data?.('referral.closed')).toMatchObject({ outcome: 'completed', by: 'provider' });
  });

  it('given an arrival that nobody completes, then it completes by itself', () => {
    expect(dueOf(ARRIVED(), DEFAULT_LIMITS)).toEqual({ at: NOW + 24 * HOUR, what: 'completion-due' });
    const result = when(ARRIVED(), INPUTS.completionDue);
    expect(result.data?.('referral.closed')).toMatchObject({ outcome: 'completed', by: 'system' });
  });
});
