import type { HavreEvent } from '@havre/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import {
  event,
  intake,
  intakeId,
  inMinutes,
  only,
  placed,
  holdOf,
  PROVIDER,
  REFERRAL,
  SERVICE,
  typesOf,
} from '../testing/test-events.js';
import { TestRouting } from '../testing/test-routing.js';

let routing: TestRouting;

beforeAll(async () => {
  routing = await TestRouting.start();
}, 60_000);
afterAll(async () => {
  await routing.stop();
});
beforeEach(async () => {
  await routing.clear();
});

describe('from an intake to a bed', () => {
  it('opens a referral for each need and asks for places', async () => {
    await routing.withBeds(5);
    const needs = [
      { kind: 'shelter', priority: 'urgent' },
      { kind: 'food', priority: 'routine' },
    ] as const;
    const events = await routing.deliver(intake(1, { needs }));
    expect(typesOf(events)).toEqual(
      expect.arrayContaining(['referral.opened', 'referral.opened', 'hold.requested', 'referral.unplaced']),
    );
    expect(await routing.states()).toEqual({ requested: 1, unplaced: 1 });
    expect(only(events, 'havre.hold.requested.v1')[0]).not.toHaveProperty('receipt');
  });

  it('goes through offer, acceptance, arrival and completion', async () => {
    await routing.withBeds(5);
    const holdId = holdOf(await routing.deliver(intake(1)));
    const [offer] = only(await routing.deliver(placed(holdId)), 'havre.referral.offered.v1');
    expect(offer?.data).toMatchObject({ provider: PROVIDER, serviceId: SERVICE, quantity: 1 });
    expect(typesOf(await routing.deliver(event('havre.referral.accepted.v1', REFERRAL, {})))).toEqual([
      'hold.confirmation-requested',
    ]);
    const confirmed = event('havre.hold.confirmed.v1', SERVICE, { holdId, expiresAt: inMinutes(90) });
    expect(typesOf(await routing.deliver(confirmed))).toEqual(['referral.place-confirmed']);
    const { code } = offer!.data;
    expect(typesOf(await routing.deliver(event('havre.referral.arrived.v1', REFERRAL, { code })))).toEqual([
      'hold.occupation-requested',
    ]);
    await routing.deliver(event('havre.hold.occupied.v1', SERVICE, { holdId }));
    const done = await routing.deliver(event('havre.referral.completed.v1', REFERRAL, {}));
    expect(only(done, 'havre.referral.closed.v1')[0]?.data).toMatchObject({
      outcome: 'completed',
      by: 'provider',
    });
  });

  it('goes on to the next house when one declines, never back to it', async () => {
    await routing.withBeds(5, 'refuge-a');
    await routing.withBeds(5, 'refuge-b');
    const first = await routing.deliver(intake(1));
    const asked = only(first, 'havre.hold.requested.v1')[0]!.subject;
    await routing.deliver(placed(holdOf(first), asked));
    const declined = await routing.deliver(
      event('havre.referral.declined.v1', REFERRAL, { reason: 'no-place' }),
    );
    expect(typesOf(declined)).toEqual(['hold.release-requested', 'hold.requested']);
    expect(only(declined, 'havre.hold.release-requested.v1')[0]?.data.correctAvailability).toBe(true);
    const next = only(declined, 'havre.hold.requested.v1')[0]!;
    expect(next.subject).not.toBe(asked);
    expect(next.data.holdId).not.toBe(holdOf(first));
    await routing.deliver(placed(next.data.holdId, next.subject));
    const last = await routing.deliver(
      event('havre.referral.declined.v1', REFERRAL, { reason: 'client-refused' }),
    );
    expect(typesOf(last)).toEqual(['hold.release-requested', 'referral.waitlisted']);
  });

  it('tells a stranger nothing, and a partner why its answer has no effect', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const stranger = { source: '/providers/stranger' };
    const asStranger = await routing.deliver(event('havre.referral.accepted.v1', REFERRAL, {}, stranger));
    const ofNobody = await routing.deliver(
      event('havre.referral.accepted.v1', referralIdOf(intakeId(99), 0), {}),
    );
    for (const events of [asStranger, ofNobody]) {
      expect(only(events, 'havre.event.not-applied.v1')[0]?.data.reason).toBe('unknown-subject');
    }
    const wrong = event('havre.referral.arrived.v1', REFERRAL, { code: 'lampe jardin 00' });
    const [told] = only(await routing.deliver(wrong), 'havre.event.not-applied.v1');
    expect(told).toMatchObject({ subject: wrong.id, data: { reason: 'wrong-code', publisher: PROVIDER } });
  });

  it('gives back a place that was held for somebody who has gone on', async () => {
    await routing.withBeds(5);
    const holdId = holdOf(await routing.deliver(intake(1)));
    await routing.deliver(event('havre.referral.withdrawn.v1', REFERRAL, {}));
    expect(typesOf(await routing.deliver(placed(holdId)))).toEqual(['hold.release-requested']);
    const unknown = placed('0198c0de-0003-7000-8000-000000000077');
    expect(typesOf(await routing.deliver(unknown))).toEqual(['hold.release-requested']);
  });

  it('is the same when every batch is delivered twice', async () => {
    await routing.withBeds(5);
    const twice = async (...events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> => {
      const following = await routing.deliver(...events);
      expect(await routing.deliver(...events)).toEqual([]);
      return following;
    };
    const holdId = holdOf(await twice(intake(1)));
    await twice(placed(holdId));
    await twice(event('havre.referral.accepted.v1', REFERRAL, {}));
    await twice(event('havre.hold.confirmed.v1', SERVICE, { holdId, expiresAt: inMinutes(90) }));
    await twice(
      event('havre.referral.arrived.v1', REFERRAL, {}),
      event('havre.referral.completed.v1', REFERRAL, {}),
    );
    expect(await routing.states()).toEqual({ completed: 1 });
  });
});
