import { describe, expect, it } from '@jest/globals';
import { isInLine } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import { ACCEPTED, answer, ARRIVED, INPUTS, OFFERED, when } from './testing/referrals.js';
import type { DeclineReason, ReferralInput } from './referral-input.js';

const declined = (reason: DeclineReason): ReferralInput => ({
  on: 'declined',
  answer: answer('havre.referral.declined.v1'),
  reason,
});

describe('the answer of the provider', () => {
  it('given an offer, when it is accepted, then the place is to be kept for the journey', () => {
    const result = when(OFFERED(), { ...INPUTS.accepted, journeyMinutes: 60 });
    expect(result).toMatchObject({ state: 'accepted', events: ['hold.confirmation-requested'] });
    expect(result.data?.('hold.confirmation-requested')).toMatchObject({ journeyMinutes: 60 });
  });

  it('given no journey in the acceptance, then the setting says how long', () => {
    const result = when(OFFERED(), INPUTS.accepted);
    expect(result.data?.('hold.confirmation-requested')).toMatchObject({ journeyMinutes: 90 });
  });

  it('given a place that is kept, when it is accepted again, then the journey is prolonged', () => {
    const result = when(ACCEPTED(), { ...INPUTS.accepted, journeyMinutes: 120 });
    expect(result).toMatchObject({ state: 'accepted', events: ['hold.confirmation-requested'] });
    const refused = when(result.referral!, INPUTS.gone);
    expect(refused).toMatchObject({ state: 'accepted', events: ['event.not-applied'] });
    expect(when(refused.referral!, INPUTS.journeyExpired)).toMatchObject({ state: 'not-arrived' });
  });

  it.each([
    ['no-place', { correctAvailability: true }, ['no-place'], 'no-place'],
    ['not-eligible', {}, ['not-eligible'], 'not-eligible'],
    ['client-refused', {}, [], 'client-refused'],
    ['safety', {}, ['safety'], 'safety'],
    ['no-answer', {}, ['no-answer'], 'no-answer'],
    ['other-service-better', {}, [], 'other-service-better'],
  ] as const)(
    'given an offer declined as %s, then its consequence follows',
    (reason, release, flags, why) => {
      const result = when(OFFERED(), declined(reason));
      expect(result).toMatchObject({
        state: 'requested',
        isSeeking: true,
        events: ['hold.release-requested'],
        flags,
      });
      expect(result.data?.('hold.release-requested')).toEqual({ holdId: OFFERED().hold!.id, ...release });
      expect(result.referral!.passed).toMatchObject([{ serviceId: 'refuge-lits', why }]);
    },
  );

  it('given a household that refuses after the acceptance, then the place is freed and the next is sought', () => {
    expect(when(ACCEPTED(), declined('client-refused'))).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['hold.release-requested'],
    });
  });

  it('given a safety reason and no other place, then a person is asked instead of the line', () => {
    const declinedOnce = when(OFFERED(), declined('safety')).referral!;
    const result = when(declinedOnce, INPUTS.allFull);
    expect(result).toMatchObject({ state: 'needs-attention', events: ['referral.attention-needed'] });
    expect(result.data?.('referral.attention-needed')).toMatchObject({ reason: 'safety' });
  });

  it('given as many offers as the loop cap allows, when one more ends, then a person is asked', () => {
    const atCap = { ...OFFERED(), offers: DEFAULT_LIMITS.loopCap };
    const result = when(atCap, declined('client-refused'));
    expect(result).toMatchObject({
      state: 'needs-attention',
      isSeeking: false,
      events: ['hold.release-requested', 'referral.attention-needed'],
    });
    expect(result.data?.('referral.attention-needed')).toMatchObject({ reason: 'loop-cap' });
    expect(isInLine(result.referral!)).toBe(false);
    const reopened = when(result.referral!, INPUTS.reopened);
    expect(reopened).toMatchObject({ state: 'requested', isSeeking: true });
    expect(reopened.referral!.passed).toEqual(result.referral!.passed);
    expect(reopened.referral!.passed).toHaveLength(1);
  });

  it('given a provider that cannot keep its word, then the household is sent on first', () => {
    const result = when(ACCEPTED(), INPUTS.returned);
    expect(result).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['hold.release-requested', 'referral.offer-ended'],
    });
    expect(result.data?.('referral.offer-ended')).toMatchObject({ reason: 'returned' });
    expect(result.data?.('hold.release-requested')).toMatchObject({ correctAvailability: true });
    expect(result.referral!.isUrgent).toBe(true);
  });

  it('given a provider that sends on for safety, then its place is there for others', () => {
    const result = when(ACCEPTED(), { ...INPUTS.returned, reason: 'safety' });
    expect(result.data?.('hold.release-requested')).not.toHaveProperty('correctAvailability');
  });

  it('given a household inside, when its place is returned, then a person is asked and nobody is moved', () => {
    const result = when(ARRIVED(), INPUTS.returned);
    expect(result).toMatchObject({ state: 'needs-attention', events: ['referral.attention-needed'] });
    expect(result.data?.('referral.attention-needed')).toMatchObject({ reason: 'returned-inside' });
    expect(when(result.referral!, INPUTS.completed)).toMatchObject({ state: 'completed' });
  });

  it('given somebody accepted who does not come, when the provider says so, then the place is given back', () => {
    const result = when(ACCEPTED(), INPUTS.notArrived);
    expect(result).toMatchObject({
      state: 'not-arrived',
      events: ['hold.release-requested', 'referral.closed'],
    });
    expect(result.data?.('referral.closed')).toMatchObject({ outcome: 'not-arrived', by: 'provider' });
  });
});
