import { describe, expect, it } from '@jest/globals';
import { dueOf } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { ReferralInput } from './referral-input.js';
import {
  ACCEPTED,
  after,
  answer,
  ARRIVED,
  FOYER,
  HOLD_ID,
  HOUR,
  INPUTS,
  matched,
  matchedElsewhere,
  NOW,
  ofFoyer,
  PROVIDER,
  SECOND_HOLD_ID,
  STRANGER,
  TRANSFERRING,
  when,
} from './testing/referrals.js';

const ELSEWHERE = [matchedElsewhere(), INPUTS.placed] as const;
const ON_THE_WAY = [...ELSEWHERE, ofFoyer(INPUTS.accepted), INPUTS.confirmed] as const;
const declined: ReferralInput = {
  on: 'declined',
  answer: answer('havre.referral.declined.v1', FOYER),
  reason: 'no-place',
};

describe('a transfer', () => {
  it.each(['/departments/accueil', PROVIDER])(
    'given a household inside, when %s asks, then another place is sought and its own is kept',
    (publisher) => {
      const result = when(ARRIVED(), {
        ...INPUTS.transfer,
        answer: { ...INPUTS.transfer.answer, publisher },
      });
      expect(result).toMatchObject({
        state: 'requested',
        isSeeking: true,
        events: ['referral.transfer-opened'],
      });
      expect(result.referral!.inside).toMatchObject({ id: HOLD_ID, phase: 'occupied' });
    },
  );

  it.each(['/departments/sante', STRANGER])('given %s, then the referral is unknown to it', (publisher) => {
    const input = { ...INPUTS.transfer, answer: { ...INPUTS.transfer.answer, publisher } };
    expect(when(ARRIVED(), input)).toEqual({ outcome: 'unknown-subject' });
  });

  it.each([
    ['on its way', ACCEPTED],
    ['at the door, not yet counted', () => when(ACCEPTED(), INPUTS.arrived).referral!],
  ] as const)('given a household %s, then there is nothing to transfer', (_where, given) => {
    expect(when(given(), INPUTS.transfer)).toEqual({ outcome: 'not-in-this-state' });
  });

  it('given a household inside, when it is reopened, then that is not the way: a transfer says why', () => {
    expect(when(ARRIVED(), INPUTS.reopened)).toEqual({ outcome: 'not-in-this-state' });
  });

  it('given a safety reason, then the place that it leaves is never asked again', () => {
    const moving = when(ARRIVED(), { ...INPUTS.transfer, reason: 'safety' }).referral!;
    expect(moving.passed).toMatchObject([{ serviceId: 'refuge-lits', why: 'safety' }]);
    const arrived = [...ON_THE_WAY, ofFoyer(INPUTS.arrived), INPUTS.occupied, INPUTS.transfer].reduce(
      (referral, input) => when(referral, input).referral!,
      moving,
    );
    expect(arrived.passed).toMatchObject([
      { serviceId: 'refuge-lits', why: 'safety' },
      { serviceId: 'foyer-lits', why: 'other-service-better' },
    ]);
  });

  it('given an arrival elsewhere, when the ledger has counted it in, then it frees the first place', () => {
    const arriving = TRANSFERRING(...ON_THE_WAY, ofFoyer(INPUTS.arrived));
    expect(arriving.inside?.id).toBe(HOLD_ID);
    const result = when(arriving, INPUTS.occupied);
    expect(result).toMatchObject({
      state: 'arrived',
      events: ['referral.transfer-ended', 'hold.release-requested'],
    });
    expect(result.data?.('referral.transfer-ended')).toMatchObject({
      serviceId: 'refuge-lits',
      outcome: 'moved',
    });
    expect(result.data?.('hold.release-requested')).toEqual({ holdId: HOLD_ID });
    expect(result.referral).toMatchObject({ inside: null, hold: { id: SECOND_HOLD_ID, phase: 'occupied' } });
  });

  it('given that all elsewhere are full, then it stays inside and waits its turn', () => {
    const waiting = when(TRANSFERRING(), INPUTS.allFull);
    expect(waiting).toMatchObject({ state: 'waitlisted', events: ['referral.waitlisted'] });
    expect(waiting.referral!.inside?.id).toBe(HOLD_ID);
    const limit = when(waiting.referral!, INPUTS.waitLimit);
    expect(limit).toMatchObject({ state: 'needs-attention', events: ['referral.attention-needed'] });
    expect(limit.data?.('referral.attention-needed')).toMatchObject({ reason: 'none-elsewhere' });
    expect(limit.referral!.inside?.id).toBe(HOLD_ID);
    expect(dueOf(limit.referral!, DEFAULT_LIMITS).at).toBeGreaterThanOrEqual(NOW + 24 * HOUR);
  });

  it('given no place elsewhere, then it stays inside and a person is asked, never unplaced by a machine', () => {
    const result = when(TRANSFERRING(), INPUTS.noneExists);
    expect(result).toMatchObject({ state: 'needs-attention', events: ['referral.attention-needed'] });
    expect(result.referral!.inside?.id).toBe(HOLD_ID);
    expect(when(result.referral!, INPUTS.closedByPerson)).toEqual({ outcome: 'ignored' });
    expect(when(result.referral!, INPUTS.transfer)).toMatchObject({ state: 'requested', isSeeking: true });
  });

  it.each([
    ['declines', declined],
    ['lets the offer expire', INPUTS.offerExpired],
  ])('given a new provider that %s, then the next is sought and it is still inside', (_what, input) => {
    const result = when(TRANSFERRING(...ELSEWHERE), input);
    expect(result).toMatchObject({ state: 'requested', isSeeking: true });
    expect(result.referral!.inside?.id).toBe(HOLD_ID);
  });

  it.each([
    ['the journey runs out', INPUTS.journeyExpired, ['referral.offer-ended', 'referral.transfer-ended']],
    [
      'the provider says so',
      ofFoyer(INPUTS.notArrived),
      ['hold.release-requested', 'referral.offer-ended', 'referral.transfer-ended'],
    ],
  ] as const)(
    'given that nobody came and %s, then it is still inside, and no longer moved',
    (_how, input, events) => {
      const result = when(TRANSFERRING(...ON_THE_WAY), input);
      expect(result).toMatchObject({ state: 'arrived', isSeeking: false, events });
      expect(result.data?.('referral.transfer-ended')).toMatchObject({ outcome: 'stays' });
      expect(result.referral).toMatchObject({ inside: null, hold: { id: HOLD_ID, phase: 'occupied' } });
    },
  );

  it('given somebody late at the new place that is still free, then is let in, and frees the first', () => {
    const stayed = when(TRANSFERRING(...ON_THE_WAY), INPUTS.journeyExpired).referral!;
    const late = when(stayed, ofFoyer(INPUTS.arrived));
    expect(late).toMatchObject({
      state: 'arrived',
      events: ['referral.transfer-opened', 'hold.occupation-requested'],
    });
    expect(late.data?.('hold.occupation-requested')).toEqual({ holdId: SECOND_HOLD_ID });
    const moved = when(late.referral!, INPUTS.occupied);
    expect(moved.data?.('hold.release-requested')).toEqual({ holdId: HOLD_ID });
    expect(moved.referral).toMatchObject({ inside: null, hold: { id: SECOND_HOLD_ID } });
  });

  it('given somebody late at the new place that is gone, then keeps the first and is looked for elsewhere', () => {
    const stayed = when(TRANSFERRING(...ON_THE_WAY), INPUTS.journeyExpired).referral!;
    const late = when(stayed, ofFoyer(INPUTS.arrived)).referral!;
    const result = when(late, INPUTS.gone);
    expect(result).toMatchObject({ state: 'requested', isSeeking: true });
    expect(result.referral!.inside?.id).toBe(HOLD_ID);
  });

  it('given a transfer that came to nothing, then the house where it is says nothing new by saying arrived', () => {
    const stayed = when(TRANSFERRING(...ON_THE_WAY), INPUTS.journeyExpired).referral!;
    expect(when(stayed, INPUTS.arrived)).toEqual({ outcome: 'not-in-this-state' });
  });

  it('given a transfer under way, when the department withdraws, then both places are freed', () => {
    const result = when(TRANSFERRING(...ON_THE_WAY), INPUTS.withdrawn);
    expect(result).toMatchObject({ state: 'withdrawn' });
    expect(result.events!.filter((type) => type === 'hold.release-requested')).toHaveLength(2);
  });

  it('given a transfer under way, when the provider inside completes, then the new place is freed', () => {
    const result = when(TRANSFERRING(...ELSEWHERE), INPUTS.completed);
    expect(result).toMatchObject({
      state: 'completed',
      events: ['hold.release-requested', 'referral.offer-ended', 'referral.closed'],
    });
    expect(result.data?.('hold.release-requested')).toEqual({ holdId: SECOND_HOLD_ID });
  });

  it('given a transfer under way, when the provider inside can keep it no longer, then a person is asked', () => {
    const returned = { ...INPUTS.returned, answer: { ...INPUTS.returned.answer, publisher: PROVIDER } };
    expect(when(TRANSFERRING(), returned)).toMatchObject({
      state: 'needs-attention',
      events: ['referral.attention-needed'],
    });
  });

  it.each([INPUTS.accepted, INPUTS.arrived, INPUTS.notArrived])(
    'given a transfer under way, then the provider inside does not speak for the new one ($on)',
    (input) => {
      expect(when(TRANSFERRING(...ELSEWHERE), input)).toEqual({ outcome: 'not-in-this-state' });
    },
  );

  it('given a new place that is gone at the door, then the next is sought and it is still inside', () => {
    const result = when(TRANSFERRING(...ON_THE_WAY, ofFoyer(INPUTS.arrived)), INPUTS.gone);
    expect(result).toMatchObject({ state: 'requested', isSeeking: true });
    expect(result.referral!.inside?.id).toBe(HOLD_ID);
  });

  it('given a household that nobody transfers, when it does not arrive, then the referral ends as before', () => {
    const late = after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed);
    expect(when(late, INPUTS.journeyExpired)).toMatchObject({ state: 'not-arrived' });
  });
});
