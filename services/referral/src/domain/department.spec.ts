import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import { request } from './testing/city.js';
import {
  ACCEPTED,
  after,
  answer,
  applied,
  ARRIVED,
  DEPARTMENT,
  HOUR,
  INPUTS,
  matched,
  NOW,
  OFFERED,
  REQUESTED,
  when,
} from './testing/referrals.js';
import type { DeclineReason, ReferralInput } from './referral-input.js';

const declined = (reason: DeclineReason): ReferralInput => ({
  on: 'declined',
  answer: answer('havre.referral.declined.v1'),
  reason,
});

describe('the department', () => {
  it.each([
    ['requested', REQUESTED, ['hold.release-requested', 'referral.closed']],
    ['offered', OFFERED, ['hold.release-requested', 'referral.offer-ended', 'referral.closed']],
    ['accepted', ACCEPTED, ['hold.release-requested', 'referral.offer-ended', 'referral.closed']],
    ['arrived', ARRIVED, ['hold.release-requested', 'referral.offer-ended', 'referral.closed']],
    ['waitlisted', () => after(INPUTS.allFull), ['referral.closed']],
  ] as const)(
    'given a referral that is %s, when it is withdrawn, then what it holds is freed',
    (_state, given, events) => {
      expect(when(given(), INPUTS.withdrawn)).toMatchObject({ state: 'withdrawn', events });
    },
  );

  it('given a withdrawal, when an acceptance crosses it, then the withdrawal wins', () => {
    const withdrawn = applied(decide(OFFERED(), INPUTS.withdrawn, NOW, DEFAULT_LIMITS)).referral;
    expect(when(withdrawn, INPUTS.accepted)).toEqual({ outcome: 'withdrawn' });
  });

  it.each([
    [
      'not-arrived',
      () => after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.notArrived),
    ],
    ['unplaced', () => after(INPUTS.noneExists)],
    ['withdrawn', () => after(INPUTS.allFull, INPUTS.withdrawn)],
    ['completed', () => when(ARRIVED(), INPUTS.completed).referral!],
  ] as const)(
    'given a referral that ended %s, when it is reopened, then a place is sought again',
    (_state, given) => {
      expect(when(given(), INPUTS.reopened)).toMatchObject({ state: 'requested', isSeeking: true });
    },
  );

  it('given a safety reason, when the referral is reopened, then that service is never asked again', () => {
    const safe = when(OFFERED(), declined('safety')).referral!;
    const ended = when(when(safe, INPUTS.noneExists).referral!, INPUTS.withdrawn).referral!;
    expect(when(ended, INPUTS.reopened).referral!.passed).toMatchObject([
      { serviceId: 'refuge-lits', why: 'safety' },
    ]);
  });

  it('given a correction that changes nothing for the provider, then its offer stands', () => {
    const corrected = request({ area: 'nord' });
    const input: ReferralInput = {
      on: 'corrected',
      answer: answer('havre.intake.corrected.v1', DEPARTMENT),
      request: corrected,
      keepsOffer: true,
    };
    const result = when(ACCEPTED(), input);
    expect(result).toMatchObject({ state: 'accepted', events: [] });
    expect(result.referral!.request).toEqual(corrected);
  });

  it('given a correction that changes the offer, then it is matched again and keeps its turn', () => {
    const input: ReferralInput = {
      on: 'corrected',
      answer: answer('havre.intake.corrected.v1', DEPARTMENT),
      request: request({ language: 'en' }),
      keepsOffer: false,
    };
    const given = ACCEPTED();
    const result = when(given, input, DEFAULT_LIMITS, NOW + HOUR);
    expect(result).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['hold.release-requested', 'referral.offer-ended'],
    });
    expect(result.data?.('referral.offer-ended')).toMatchObject({ reason: 'corrected' });
    expect(result.referral!.openedAt).toBe(given.openedAt);
  });
});
