import { describe, expect, it } from '@jest/globals';
import { DECLINE_CONSEQUENCES } from '../consequences.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { LIFTED_BY } from '../passed-service.js';
import type { ReferralInput } from '../referral-input.js';
import { turnOf } from '../waitlist.js';
import {
  ACCEPTED,
  after,
  answer,
  ARRIVED,
  DEPARTMENT,
  HOLD_ID,
  HOUR,
  INPUTS,
  matched,
  matchedElsewhere,
  NOW,
  OFFERED,
  ofFoyer,
  PROVIDER,
  TRANSFERRING,
  when,
} from '../testing/referrals.js';
import { request } from '../testing/city.js';

const declined = (reason: keyof typeof DECLINE_CONSEQUENCES): ReferralInput => ({
  on: 'declined',
  answer: answer('havre.referral.declined.v1'),
  reason,
});

describe('the rules of the night: promises and words', () => {
  it('Whoever says something hears when it had no effect', () => {
    const confirming = after(matched(), INPUTS.placed, INPUTS.accepted);
    const told = when(confirming, INPUTS.gone).data?.('event.not-applied');
    expect(told).toEqual({
      type: 'havre.referral.accepted.v1',
      publisher: PROVIDER,
      reason: 'too-late',
    });
    expect(when(ACCEPTED(), INPUTS.reopened)).toEqual({ outcome: 'not-in-this-state' });
  });

  it('A broken promise sends people on first, ahead of the line', () => {
    const sentOn = when(ACCEPTED(), INPUTS.returned).referral!;
    expect(sentOn.isUrgent).toBe(true);
    const turn = (urgent: boolean) =>
      turnOf({ priority: 'emergency', openedAt: NOW, urgent, fits: 3 }, DEFAULT_LIMITS);
    expect(turn(true)).toBeLessThan(turn(false) - 365 * 24 * HOUR);
  });

  it('Nobody who is inside is moved by a machine', () => {
    for (const input of [INPUTS.closed, INPUTS.returned]) {
      const result = when(ARRIVED(), input);
      expect(result).toMatchObject({ state: 'needs-attention', isSeeking: false });
      expect(result.referral!.hold?.phase).toBe('occupied');
    }
  });

  it('A transfer keeps the first place until the arrival at the second', () => {
    const moving = TRANSFERRING(matchedElsewhere(), INPUTS.placed, ofFoyer(INPUTS.arrived));
    expect(moving.inside?.id).toBe(HOLD_ID);
    expect(when(moving, INPUTS.occupied).data?.('hold.release-requested')).toEqual({ holdId: HOLD_ID });
    expect(when(TRANSFERRING(), INPUTS.noneExists)).toMatchObject({ state: 'needs-attention' });
  });

  it('A correction keeps the turn', () => {
    const waiting = after(INPUTS.allFull);
    const corrected = when(
      waiting,
      {
        on: 'corrected',
        answer: answer('havre.intake.corrected.v1', DEPARTMENT),
        request: request({ language: 'en' }),
        keepsOffer: false,
      },
      DEFAULT_LIMITS,
      NOW + HOUR,
    );
    expect(corrected).toMatchObject({ state: 'requested', isSeeking: true });
    expect(corrected.referral!.openedAt).toBe(waiting.openedAt);
  });

  it('A withdrawal wins over an acceptance that crosses it', () => {
    expect(when(when(OFFERED(), INPUTS.withdrawn).referral!, INPUTS.accepted)).toEqual({
      outcome: 'withdrawn',
    });
  });

  it('A reason of safety means never again', () => {
    expect(LIFTED_BY.safety).toBe('never');
    const unsafe = when(OFFERED(), declined('safety')).referral!;
    const reopened = [INPUTS.noneExists, INPUTS.withdrawn, INPUTS.reopened].reduce(
      (referral, input) => when(referral, input).referral!,
      unsafe,
    );
    expect(reopened.passed).toMatchObject([{ why: 'safety' }]);
  });

  it('A house that says it is full shows no place until it counts again', () => {
    const result = when(OFFERED(), declined('no-place'));
    expect(result.data?.('hold.release-requested')).toMatchObject({ correctAvailability: true });
    expect(LIFTED_BY['no-place']).toBe('new-report');
  });

  it('Each reason for a no has its own consequence', () => {
    const sides = Object.fromEntries(
      Object.entries(DECLINE_CONSEQUENCES).map(([reason, { side, passed, flag }]) => [
        reason,
        [side, LIFTED_BY[passed], flag],
      ]),
    );
    expect(sides).toEqual({
      'no-place': ['provider', 'new-report', 'no-place'],
      'not-eligible': ['provider', 'reopening', 'not-eligible'],
      'client-refused': ['client', 'reopening', null],
      safety: ['provider', 'never', 'safety'],
      'no-answer': ['client', 'new-report', 'no-answer'],
      'other-service-better': ['provider', 'reopening', null],
    });
  });

  it('After eight offers a person takes over', () => {
    expect(DEFAULT_LIMITS.loopCap).toBe(8);
    const tired = { ...OFFERED(), offers: 8 };
    const result = when(tired, declined('client-refused'));
    expect(result).toMatchObject({ state: 'needs-attention', isSeeking: false });
    expect(result.data?.('referral.attention-needed')).toMatchObject({ reason: 'loop-cap' });
  });
});
