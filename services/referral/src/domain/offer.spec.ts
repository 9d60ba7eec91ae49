import { describe, expect, it } from '@jest/globals';
import { isInLine } from './decide.js';
import { city } from './testing/city.js';
import {
  ACCEPTED,
  ARRIVED,
  after,
  CODE,
  DEPARTMENT,
  EXPIRES,
  HOUR,
  INPUTS,
  KEPT_UNTIL,
  matched,
  NOW,
  OFFERED,
  opened,
  PROVIDER,
  REQUESTED,
  when,
} from './testing/referrals.js';

describe('looking for a place', () => {
  it('given a referral without a place, when a place is found, then the ledger is asked for it', () => {
    const result = when(opened(), matched());
    expect(result).toMatchObject({ state: 'requested', events: ['hold.requested'], isSeeking: false });
    expect(result.data?.('hold.requested')).toMatchObject({ unitType: 'bed', quantity: 1, offerMinutes: 15 });
  });

  it('given no service for such a household, then it ends unplaced and says why', () => {
    const result = when(opened(), INPUTS.noneExists);
    expect(result).toMatchObject({ state: 'unplaced', events: ['referral.unplaced'] });
    expect(result.data?.('referral.unplaced')).toMatchObject({ reason: 'none-exists' });
  });

  it('given that all are full, then it waits in the line, and is told once', () => {
    const waiting = when(opened(), INPUTS.allFull);
    expect(waiting).toMatchObject({ state: 'waitlisted', events: ['referral.waitlisted'] });
    const again = when(waiting.referral!, INPUTS.allFull);
    expect(again).toMatchObject({ state: 'waitlisted', events: [] });
    expect(again.referral!.lookAt! - NOW).toBeGreaterThan(waiting.referral!.lookAt! - NOW);
  });

  it('given that the reason changes while it waits, then the department hears the new one', () => {
    const waiting = after(INPUTS.allFull);
    const closed = { ...INPUTS.allFull, reason: 'all-closed', asksFrom: NOW + 20 * HOUR } as const;
    expect(when(waiting, closed)).toMatchObject({ state: 'waitlisted', events: ['referral.waitlisted'] });
  });

  it('given that all counts are too old, then a person is asked, and a fresh count still finds it in the line', () => {
    const result = when(opened(), INPUTS.allStale);
    expect(result).toMatchObject({ state: 'needs-attention', events: ['referral.attention-needed'] });
    expect(isInLine(result.referral!)).toBe(true);
    expect(when(result.referral!, matched())).toMatchObject({
      state: 'requested',
      events: ['hold.requested'],
    });
  });

  it('given a place that frees up, when it is matched from the line, then it waits no more', () => {
    const result = when(after(INPUTS.allFull), matched());
    expect(result).toMatchObject({ state: 'requested', events: ['hold.requested'] });
    expect(result.referral).toMatchObject({ reason: null, lookAt: null });
  });
});

describe('the hold', () => {
  it('given a place asked for, when it is held, then it is offered with the code and until when', () => {
    const result = when(REQUESTED(), INPUTS.placed);
    expect(result).toMatchObject({ state: 'offered', events: ['referral.offered'] });
    expect(result.data?.('referral.offered')).toMatchObject({
      code: CODE,
      provider: PROVIDER,
      publisher: DEPARTMENT,
      serviceId: 'refuge-lits',
      expiresAt: new Date(EXPIRES).toISOString(),
    });
  });

  it('given a directory entry that accepts by itself, then it is offered and confirmed at once', () => {
    const automatic = city({ id: 'refuge-lits', provider: PROVIDER, acceptance: 'automatic' });
    const result = when(after(matched(automatic)), INPUTS.placed);
    expect(result).toMatchObject({
      state: 'accepted',
      events: ['referral.offered', 'hold.confirmation-requested'],
    });
  });

  it('given a place that was taken meanwhile, then the next candidate is sought and that service is left alone', () => {
    const result = when(REQUESTED(), INPUTS.full);
    expect(result).toMatchObject({ state: 'requested', isSeeking: true, events: [] });
    expect(result.referral!.passed).toEqual([
      { serviceId: 'refuge-lits', provider: PROVIDER, why: 'full', at: NOW },
    ]);
  });

  it('given a referral that ended before its hold was placed, then the place is given back', () => {
    const withdrawn = after(matched(), INPUTS.withdrawn);
    expect(when(withdrawn, INPUTS.placed)).toMatchObject({
      state: 'withdrawn',
      events: ['hold.release-requested'],
    });
  });

  it('given an offer, when the same hold is reported placed again, then nothing happens', () => {
    expect(when(OFFERED(), INPUTS.placed)).toEqual({ outcome: 'ignored' });
  });

  it('given an offer that nobody answers, when it expires, then it ends, counts against the service, and the next is sought', () => {
    expect(when(OFFERED(), INPUTS.offerExpired)).toMatchObject({
      state: 'requested',
      isSeeking: true,
      events: ['referral.offer-ended'],
      flags: ['offer-unanswered'],
    });
  });

  it('given an acceptance, when the ledger keeps the place, then the department is told until when', () => {
    const result = when(after(matched(), INPUTS.placed, INPUTS.accepted), INPUTS.confirmed);
    expect(result).toMatchObject({ state: 'accepted', events: ['referral.place-confirmed'] });
    expect(result.data?.('referral.place-confirmed')).toEqual({
      serviceId: 'refuge-lits',
      until: new Date(KEPT_UNTIL).toISOString(),
    });
  });

  it.each([INPUTS.gone, INPUTS.offerExpired])(
    'given an acceptance that the ledger finds too late ($on), then the provider is told and the next is sought',
    (input) => {
      const result = when(after(matched(), INPUTS.placed, INPUTS.accepted), input);
      expect(result).toMatchObject({
        state: 'requested',
        isSeeking: true,
        events: ['event.not-applied', 'referral.offer-ended'],
      });
      expect(result.data?.('event.not-applied')).toMatchObject({ publisher: PROVIDER, reason: 'too-late' });
    },
  );

  it('given a place that the ledger takes back because somebody discarded its orders, then a person is asked', () => {
    const result = when(ACCEPTED(), INPUTS.released);
    expect(result).toMatchObject({
      state: 'needs-attention',
      events: ['referral.offer-ended', 'referral.attention-needed'],
    });
    expect(result.referral!.hold).toBeNull();
    expect(when(ARRIVED(), INPUTS.released)).toMatchObject({ state: 'needs-attention' });
  });
});
