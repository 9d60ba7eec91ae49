import { describe, expect, it } from '@jest/globals';
import { dueOf } from '../decide.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { opensFrom, scheduleOf } from '../opening.js';
import { city, ZONE } from '../testing/city.js';
import {
  ACCEPTED,
  after,
  ARRIVED,
  CODE,
  HOUR,
  INPUTS,
  KEPT_UNTIL,
  matched,
  MINUTE,
  NOW,
  OFFERED,
  when,
} from '../testing/referrals.js';

const NOT_ARRIVED = () =>
  after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.journeyExpired);

describe('the rules of the night: clocks and doors', () => {
  it('An offer waits for an answer, then goes on to the next house', () => {
    expect(when(after(), matched()).data?.('hold.requested')).toMatchObject({ offerMinutes: 15 });
    expect(when(OFFERED(), INPUTS.offerExpired)).toMatchObject({
      isSeeking: true,
      events: ['referral.offer-ended'],
    });
  });

  it('A place that was accepted is kept for the journey', () => {
    const accepted = when(OFFERED(), INPUTS.accepted);
    expect(accepted.data?.('hold.confirmation-requested')).toMatchObject({ journeyMinutes: 90 });
    const longer = when(OFFERED(), { ...INPUTS.accepted, journeyMinutes: 110 });
    expect(longer.data?.('hold.confirmation-requested')).toMatchObject({ journeyMinutes: 110 });
    expect(when(accepted.referral!, INPUTS.confirmed).events).toEqual(['referral.place-confirmed']);
  });

  it('Both sides are warned before a place is given on', () => {
    expect(dueOf(ACCEPTED(), DEFAULT_LIMITS)).toEqual({ at: KEPT_UNTIL - 15 * MINUTE, what: 'ending-soon' });
    expect(when(ACCEPTED(), INPUTS.endingSoon).events).toEqual(['referral.ending-soon']);
  });

  it('Who does not arrive is not given up: one word reopens', () => {
    expect(NOT_ARRIVED().state).toBe('not-arrived');
    expect(dueOf(NOT_ARRIVED(), DEFAULT_LIMITS)).toEqual({ at: NOW + 7 * 24 * HOUR, what: 'forget' });
    expect(when(NOT_ARRIVED(), INPUTS.reopened)).toMatchObject({ state: 'requested', isSeeking: true });
  });

  it('Late while the place is still free: let in', () => {
    const late = when(NOT_ARRIVED(), INPUTS.arrived);
    expect(late.events).toEqual(['hold.occupation-requested']);
    expect(when(late.referral!, INPUTS.occupied)).toMatchObject({ state: 'arrived' });
  });

  it('Late when the place is gone: sent on from there, at once', () => {
    const late = when(NOT_ARRIVED(), INPUTS.arrived).referral!;
    const sentOn = when(late, INPUTS.gone);
    expect(sentOn).toMatchObject({ state: 'requested', isSeeking: true });
    expect(sentOn.referral!.isUrgent).toBe(true);
  });

  it('An arrival wins over an end that was not given on yet', () => {
    const arriving = after(matched(), INPUTS.placed, INPUTS.accepted, INPUTS.confirmed, INPUTS.arrived);
    expect(when(arriving, INPUTS.journeyExpired)).toEqual({ outcome: 'ignored' });
  });

  it('Who has arrived counts as served after a day', () => {
    expect(dueOf(ARRIVED(), DEFAULT_LIMITS)).toEqual({ at: NOW + 24 * HOUR, what: 'completion-due' });
  });

  it('Waiting comes to an end, and says so', () => {
    const waiting = { ...after(INPUTS.allFull), lookAt: null };
    expect(dueOf(waiting, DEFAULT_LIMITS)).toEqual({ at: NOW + 72 * HOUR, what: 'wait-limit' });
    expect(when(waiting, INPUTS.waitLimit).data?.('referral.unplaced')).toMatchObject({
      reason: 'wait-limit',
    });
  });

  it('When machines fall silent, the referral goes on by itself', () => {
    expect(DEFAULT_LIMITS.silenceMinutes).toBe(5);
    const requested = after(matched());
    expect(dueOf(requested, DEFAULT_LIMITS)).toEqual({ at: NOW + 5 * MINUTE, what: 'ledger-silent' });
    const askedAgain = when(requested, INPUTS.silent);
    expect(askedAgain.events).toEqual(['hold.requested']);
    expect(when(askedAgain.referral!, INPUTS.silent)).toMatchObject({
      isSeeking: true,
      events: ['hold.release-requested'],
    });
    expect(when(OFFERED(), INPUTS.silent)).toMatchObject({ state: 'requested', isSeeking: true });
    expect(when(ACCEPTED(), INPUTS.silent).state).toBe('not-arrived');
  });

  it('A house that is closed is offered when it opens soon', () => {
    expect(DEFAULT_LIMITS.opensWithinMinutes.standard).toBe(720);
    const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
    const opening = (opens: string, closes: string) => ({ timeZone: ZONE, hours: [{ days, opens, closes }] });
    const later = city({ id: 'refuge-lits', opening: opening('03:00', '04:00') });
    expect(matched(later).candidate.opensAt).toBe(NOW + 11 * HOUR);
    const tooLate = city({ id: 'refuge-lits', opening: opening('05:00', '06:00') });
    expect(() => matched(tooLate)).toThrow('no place');
    // Whoever announced that the doors are shut is asked once they open again.
    const shut = city({ id: 'refuge-lits', closure: { from: NOW - HOUR, until: NOW + HOUR } });
    expect(() => matched(shut)).toThrow('no place');
  });

  it('Opening hours are the hours on the wall, whatever the clocks do', () => {
    const nightly = scheduleOf(
      {
        timeZone: ZONE,
        hours: [],
        schedules: [{ rrule: 'FREQ=DAILY', from: '2026-01-01', opens: '20:00', closes: '08:00' }],
        exceptions: [{ date: '2026-12-25' }],
      },
      undefined,
      ZONE,
    );
    expect(opensFrom(nightly, Date.parse('2026-11-01T16:00:00Z'))).toBe(Date.parse('2026-11-02T01:00:00Z'));
    expect(opensFrom(nightly, Date.parse('2026-07-01T16:00:00Z'))).toBe(Date.parse('2026-07-02T00:00:00Z'));
    expect(opensFrom(nightly, Date.parse('2026-12-25T18:00:00Z'))).toBe(Date.parse('2026-12-27T01:00:00Z'));
  });

  it('The household says its code at the door, and nobody can guess it', () => {
    const guesses = Array.from({ length: 5 }, (_, index) => NOW - index * MINUTE);
    const accepted = ACCEPTED();
    const guessed = { ...accepted, hold: { ...accepted.hold!, wrongCodes: guesses } };
    expect(when(accepted, { ...INPUTS.arrived, code: 'autre code 11' })).toEqual({ outcome: 'wrong-code' });
    expect(when(guessed, { ...INPUTS.arrived, code: CODE })).toEqual({ outcome: 'too-many-attempts' });
    expect(when(guessed, INPUTS.arrived, DEFAULT_LIMITS, NOW + 15 * MINUTE)).toMatchObject({
      state: 'arrived',
    });
  });
});
