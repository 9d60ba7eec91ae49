import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { event, intake, only, REFERRAL, SERVICE, typesOf, updated } from '../testing/test-events.js';
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

describe('the clock', () => {
  it('completes whoever arrived, ends whoever waits too long, and forgets both', async () => {
    await routing.withBeds(1);
    const holdId = await routing.offered(1);
    await routing.deliver(event('havre.referral.arrived.v1', REFERRAL, {}));
    await routing.deliver(event('havre.hold.occupied.v1', SERVICE, { holdId }), updated(SERVICE, 0));
    await routing.deliver(intake(2));
    expect(await routing.states()).toEqual({ arrived: 1, waitlisted: 1 });
    await routing.setClock(25 * 3_600);
    await routing.routing.due.run();
    expect(await routing.states()).toEqual({ completed: 1, waitlisted: 1 });
    await routing.setClock(73 * 3_600);
    await routing.routing.due.run();
    expect(await routing.states()).toEqual({ completed: 1, unplaced: 1 });
    await routing.setClock((25 + 7 * 24 + 1) * 3_600);
    expect((await routing.routing.due.run()).forgotten).toBe(1);
    await routing.setClock((73 + 7 * 24 + 1) * 3_600);
    await routing.routing.due.run();
    expect(await routing.states()).toEqual({});
    expect(await routing.dataSource.query('SELECT 1 FROM explanation')).toEqual([]);
  });

  it('does each thing once, however many replicas look', async () => {
    await routing.withBeds(0);
    await routing.deliver(...Array.from({ length: 150 }, (_, index) => intake(index)));
    await routing.setClock(73 * 3_600);
    const replicas = [routing, routing.replica(), routing.replica()];
    await Promise.all(replicas.map(({ routing: { due } }) => due.run()));
    expect(only(await routing.takeOutbox(), 'havre.referral.unplaced.v1')).toHaveLength(150);
  });

  it('lets an ended referral be reopened until it is forgotten', async () => {
    await routing.withBeds(1);
    await routing.offered();
    await routing.deliver(event('havre.referral.withdrawn.v1', REFERRAL, {}));
    const reopened = await routing.deliver(event('havre.referral.reopened.v1', REFERRAL, {}));
    expect(typesOf(reopened)).toEqual(['hold.requested']);
  });
});
