import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import { event, intake, intakeId, only, placed, SERVICE, typesOf, updated } from '../testing/test-events.js';
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

describe('batches', () => {
  it('spread over the candidates and never take more than there is', async () => {
    await routing.withBeds(3, 'refuge-a');
    await routing.withBeds(2, 'refuge-b');
    const events = await routing.deliver(...Array.from({ length: 8 }, (_, index) => intake(index)));
    const asked = only(events, 'havre.hold.requested.v1').map(({ subject }) => subject);
    expect(asked.filter((subject) => subject === 'refuge-a')).toHaveLength(3);
    expect(asked.filter((subject) => subject === 'refuge-b')).toHaveLength(2);
    expect(await routing.states()).toEqual({ requested: 5, waitlisted: 3 });
  });

  it('delivered again change nothing', async () => {
    await routing.withBeds(5);
    const batch = Array.from({ length: 20 }, (_, index) => intake(index));
    await routing.deliver(...batch);
    const before = await routing.dataSource.query<object[]>('SELECT * FROM referral ORDER BY id');
    expect(await routing.deliver(...batch)).toEqual([]);
    expect(await routing.dataSource.query('SELECT * FROM referral ORDER BY id')).toEqual(before);
  });

  it('open nothing twice even when the same intake comes as another event', async () => {
    await routing.withBeds(5);
    await routing.deliver(intake(1));
    expect(await routing.deliver(intake(1), intake(2))).toHaveLength(2);
    expect(await routing.states()).toEqual({ requested: 2 });
  });

  it('of two replicas at once leave every referral with one end', async () => {
    await routing.withBeds(1000);
    await routing.apply([updated(SERVICE, 1000)]);
    const replicas = [routing, routing.replica(), routing.replica()];
    const batches = Array.from({ length: 12 }, (_, batch) =>
      Array.from({ length: 25 }, (__, index) => intake(batch * 25 + index)),
    );
    await Promise.all(batches.map((batch, index) => replicas[index % 3]!.apply(batch)));
    const requested = only(await routing.takeOutbox(), 'havre.hold.requested.v1');
    expect(new Set(requested.map(({ data }) => data.holdId)).size).toBe(300);
    const holds = requested.map(({ data }) => placed(data.holdId));
    const withdrawals = Array.from({ length: 300 }, (_, index) =>
      event('havre.referral.withdrawn.v1', referralIdOf(intakeId(index), 0), {}),
    );
    await Promise.all([
      ...chunks(holds, 50).map((batch, index) => replicas[index % 3]!.apply(batch)),
      ...chunks(withdrawals, 50).map((batch, index) => replicas[(index + 1) % 3]!.apply(batch)),
    ]);
    expect(await routing.states()).toEqual({ withdrawn: 300 });
    const after = await routing.takeOutbox();
    const released = new Set(only(after, 'havre.hold.release-requested.v1').map(({ data }) => data.holdId));
    expect(released.size).toBe(300);
    expect(only(after, 'havre.referral.closed.v1')).toHaveLength(300);
  });

  it('of two partitions at once do not ask the same bed', async () => {
    await routing.withBeds(1, 'refuge-a');
    await routing.withBeds(1, 'refuge-b');
    await Promise.all([routing.apply([intake(1)]), routing.apply([intake(2)])]);
    const asked = only(await routing.takeOutbox(), 'havre.hold.requested.v1').map(({ subject }) => subject);
    expect(asked.toSorted()).toEqual(['refuge-a', 'refuge-b']);
  });

  it('see at once what another replica has learned', async () => {
    await routing.withBeds(0);
    const other = routing.replica();
    await other.deliver(intake(1));
    await routing.apply([updated(SERVICE, 4)]);
    await routing.takeOutbox();
    expect(typesOf(await other.deliver(intake(2)))).toContain('hold.requested');
  });
});

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
