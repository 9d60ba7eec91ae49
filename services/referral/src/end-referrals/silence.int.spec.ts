import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { event, holdOf, intake, only, placed, SERVICE, typesOf } from '../testing/test-events.js';
import { TestRouting } from '../testing/test-routing.js';

const MINUTE_S = 60;

let routing: TestRouting;

beforeAll(async () => {
  routing = await TestRouting.start();
}, 60_000);
afterAll(async () => {
  await routing.stop();
});
beforeEach(async () => {
  await routing.clear();
  await routing.withBeds(5);
});

async function at(minutes: number): Promise<readonly HavreEvent[]> {
  await routing.setClock(minutes * MINUTE_S);
  await routing.routing.due.run();
  return routing.takeOutbox();
}

describe('a referral that the ledger leaves without an answer', () => {
  it('asks again, then lets the hold go and looks elsewhere', async () => {
    const holdId = holdOf(await routing.deliver(intake(1)));
    expect(await at(4)).toEqual([]);
    const again = await at(6);
    expect(typesOf(again)).toEqual(['hold.requested']);
    expect(holdOf(again)).toBe(holdId);
    await routing.withBeds(5, 'refuge-b');
    const elsewhere = await at(12);
    expect(typesOf(elsewhere)).toEqual(['hold.release-requested', 'hold.requested']);
    expect(only(elsewhere, 'havre.hold.release-requested.v1')[0]?.data.holdId).toBe(holdId);
    expect(only(elsewhere, 'havre.hold.requested.v1')[0]?.subject).toBe('refuge-b');
  });

  it('waits in the line when there is nobody else to ask, so that it has an end', async () => {
    await routing.deliver(intake(1));
    await at(6);
    expect(typesOf(await at(12))).toEqual(['hold.release-requested', 'referral.waitlisted']);
    expect(typesOf(await at(73 * 60))).toEqual(['referral.unplaced']);
  });

  it('is looked at by one of several processes', async () => {
    await routing.deliver(...Array.from({ length: 5 }, (_, index) => intake(index + 1)));
    await routing.setClock(6 * MINUTE_S);
    const replicas = [routing, routing.replica(), routing.replica()];
    await Promise.all(replicas.map(({ routing: { due } }) => due.run()));
    expect(only(await routing.takeOutbox(), 'havre.hold.requested.v1')).toHaveLength(5);
  });

  it('is found once more when it stems from the version before, which knew no such time', async () => {
    await routing.deliver(intake(1));
    await routing.dataSource.query("UPDATE referral SET due_at = havre_now() - interval '1 second'");
    expect(await at(1)).toEqual([]);
    const due = await routing.dataSource.query<{ ahead: boolean }[]>(
      'SELECT due_at > havre_now() AS ahead FROM referral',
    );
    expect(due).toEqual([{ ahead: true }]);
  });
});

describe('a log that is read again from before the referral was known', () => {
  const refused = (holdId: string, reason: 'full' | 'gone'): HavreEvent =>
    event('havre.hold.refused.v1', SERVICE, { holdId, reason });
  const released = (holdId: string): HavreEvent => event('havre.hold.released.v1', SERVICE, { holdId });

  /** The hold that this intake asked for before the database was put back, and will ask for again. */
  async function holdFromBefore(): Promise<string> {
    const holdId = holdOf(await routing.deliver(intake(1)));
    await routing.clear();
    await routing.withBeds(5);
    return holdId;
  }

  it('brings answers that nobody waits for yet, and the same answer again is no news', async () => {
    const holdId = await holdFromBefore();
    const early = placed(holdId);
    expect(typesOf(await routing.deliver(early))).toEqual(['hold.release-requested']);
    expect(holdOf(await routing.deliver(intake(1)))).toBe(holdId);
    expect(await routing.deliver(early)).toEqual([]);
    expect(await routing.stateOf()).toBe('requested');
  });

  it('brings the end of the stray before or after the question, and the referral asks for another hold', async () => {
    const holdId = await holdFromBefore();
    await routing.deliver(placed(holdId));
    await routing.deliver(intake(1));
    const next = await routing.deliver(released(holdId));
    expect(typesOf(next)).toEqual(['hold.requested']);
    expect(holdOf(next)).not.toBe(holdId);
    // The answer to the question about the first comes late.
    expect(await routing.deliver(released(holdId))).toEqual([]);
    await routing.deliver(placed(holdOf(next)));
    expect(await routing.stateOf()).toBe('offered');
  });

  it('ends an offer whose hold turns out to be given back, and offers another', async () => {
    const holdId = await holdFromBefore();
    await routing.deliver(placed(holdId));
    await routing.deliver(intake(1));
    await routing.deliver(placed(holdId));
    expect(typesOf(await routing.deliver(released(holdId)))).toEqual([
      'referral.offer-ended',
      'hold.requested',
    ]);
  });

  it('takes the answer to the new question, whatever the old one was', async () => {
    const holdId = await holdFromBefore();
    await routing.deliver(refused(holdId, 'full'));
    await routing.deliver(intake(1));
    expect(typesOf(await routing.deliver(refused(holdId, 'full')))).toEqual(['referral.waitlisted']);
  });
});
