import { describe, expect, it } from '@jest/globals';
import { dueNow, dueOf } from './decide.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Referral } from './referral.js';
import {
  ACCEPTED,
  after,
  ARRIVED,
  EXPIRES,
  FOYER,
  INPUTS,
  KEPT_UNTIL,
  matched,
  matchedElsewhere,
  MINUTE,
  NOW,
  OFFERED,
  ofFoyer,
  REQUESTED,
  TRANSFERRING,
  when,
} from './testing/referrals.js';

const LATE = 5 * MINUTE;
const CONFIRMING = (): Referral => after(matched(), INPUTS.placed, INPUTS.accepted);
const OCCUPYING = (): Referral => after(matched(), INPUTS.placed, INPUTS.arrived);

describe('a ledger that does not say what it should have said', () => {
  it.each([
    ['asked for a place', REQUESTED, NOW + LATE],
    ['offered a place', OFFERED, EXPIRES + LATE],
    ['asked to keep a place', CONFIRMING, NOW + LATE],
    ['given a place until then', () => when(ACCEPTED(), INPUTS.endingSoon).referral!, KEPT_UNTIL + LATE],
    ['asked to count somebody in', OCCUPYING, NOW + LATE],
  ])('given a referral that was %s, then the clock comes back to it', (_name, referral, at) => {
    expect(dueOf(referral(), DEFAULT_LIMITS)).toEqual({ at, what: 'ledger-silent' });
    expect(dueNow(referral(), at - 1, DEFAULT_LIMITS)).toBeNull();
    expect(dueNow(referral(), at, DEFAULT_LIMITS)).toBe('ledger-silent');
  });

  it('given a referral from before holds said when they were asked for, then its state does', () => {
    const { askedAt: _askedAt, ...hold } = REQUESTED().hold!;
    expect(dueOf({ ...REQUESTED(), hold }, DEFAULT_LIMITS)).toEqual({
      at: NOW + LATE,
      what: 'ledger-silent',
    });
  });

  it('given a place asked for, when no answer comes, then the same is asked once more', () => {
    const asked = when(after(), matched());
    const again = when(asked.referral!, INPUTS.silent, DEFAULT_LIMITS, NOW + LATE);
    expect(again).toMatchObject({ state: 'requested', events: ['hold.requested'], isSeeking: false });
    expect(again.data?.('hold.requested')).toEqual(asked.data?.('hold.requested'));
    expect(dueOf(again.referral!, DEFAULT_LIMITS).at).toBe(NOW + 2 * LATE);
    expect(when(again.referral!, INPUTS.placed)).toMatchObject({ state: 'offered' });
  });

  it('given that it was asked again in vain, then the hold is let go and another house is sought', () => {
    const again = when(REQUESTED(), INPUTS.silent).referral!;
    const given = when(again, INPUTS.silent);
    expect(given).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['hold.release-requested'],
    });
    expect(given.referral).toMatchObject({ hold: null, passed: [{ serviceId: 'refuge-lits', why: 'gone' }] });
    expect(when(given.referral!, matchedElsewhere()).referral!.hold?.isAskedAgain).toBeUndefined();
  });

  it('given an offer whose end nobody tells, then it ends as it would have', () => {
    expect(when(OFFERED(), INPUTS.silent)).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['hold.release-requested', 'referral.offer-ended'],
      flags: ['offer-unanswered'],
    });
  });

  it('given an acceptance, when the ledger does not say that it keeps the place, then it is asked until it does', () => {
    const longer = after(matched(), INPUTS.placed, { ...INPUTS.accepted, journeyMinutes: 110 });
    const again = when(longer, INPUTS.silent);
    expect(again).toMatchObject({ state: 'accepted', events: ['hold.confirmation-requested'] });
    expect(again.data?.('hold.confirmation-requested')).toMatchObject({ journeyMinutes: 110 });
    expect(when(again.referral!, INPUTS.silent)).toMatchObject({ events: ['hold.confirmation-requested'] });
    expect(when(again.referral!, INPUTS.confirmed).events).toEqual(['referral.place-confirmed']);
  });

  it('given a journey whose end nobody tells, then nobody has arrived, and the place is given back', () => {
    expect(when(ACCEPTED(), INPUTS.silent)).toMatchObject({
      state: 'not-arrived',
      events: ['hold.release-requested', 'referral.closed'],
    });
  });

  it('given that it was the journey of a transfer, then the household is inside as before', () => {
    const moving = TRANSFERRING(
      matchedElsewhere(),
      INPUTS.placed,
      ofFoyer(INPUTS.accepted),
      INPUTS.confirmed,
    );
    expect(moving.hold?.provider).toBe(FOYER);
    expect(when(moving, INPUTS.silent)).toMatchObject({
      state: 'arrived',
      events: ['hold.release-requested', 'referral.offer-ended', 'referral.transfer-ended'],
    });
  });

  it('given an arrival that the ledger has not counted, then it is asked again, with the time at which they came', () => {
    const again = when(OCCUPYING(), INPUTS.silent, DEFAULT_LIMITS, NOW + LATE);
    expect(again).toMatchObject({ state: 'arrived', events: ['hold.occupation-requested'] });
    const cameAt = { arrivedAt: new Date(NOW).toISOString() };
    expect(again.data?.('hold.occupation-requested')).toMatchObject(cameAt);
    const twice = when(again.referral!, INPUTS.silent, DEFAULT_LIMITS, NOW + 2 * LATE);
    expect(twice.data?.('hold.occupation-requested')).toMatchObject(cameAt);
    expect(when(ARRIVED(), INPUTS.silent)).toEqual({ outcome: 'ignored' });
  });
});

describe('an answer that contradicts what was heard before, as after a restore', () => {
  it.each([INPUTS.released, INPUTS.full])(
    'given an offer, when the ledger has no such hold ($on), then it ends and another place is sought',
    (input) => {
      expect(when(OFFERED(), input)).toMatchObject({
        state: 'requested',
        isSeeking: true,
        events: ['referral.offer-ended'],
      });
    },
  );

  it('given a place asked for, when that hold is over already, then another is asked for there', () => {
    const seeking = when(REQUESTED(), INPUTS.released);
    expect(seeking).toMatchObject({ state: 'requested', isSeeking: true, events: [] });
    expect(seeking.referral).toMatchObject({ hold: null, passed: [], attempts: 1 });
  });
});
