import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import {
  event,
  intake,
  intakeId,
  inMinutes,
  listed,
  only,
  placed,
  holdOf,
  PROVIDER,
  SERVICE,
  typesOf,
  updated,
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

describe('doors', () => {
  it('that close send people on, ahead of the line, and show those inside to a person', async () => {
    await routing.withBeds(5);
    await routing.offered(1);
    const inside = await routing.offered(2);
    const second = referralIdOf(intakeId(2), 0);
    await routing.deliver(event('havre.referral.arrived.v1', second, {}));
    await routing.deliver(event('havre.hold.occupied.v1', SERVICE, { holdId: inside }));
    await routing.deliver(listed('refuge-b'));
    await routing.deliver(updated('refuge-b', 1));
    const events = await routing.deliver(event('havre.service.closed.v1', SERVICE, {}));
    expect(typesOf(events)).toEqual(
      expect.arrayContaining([
        'hold.release-requested',
        'referral.offer-ended',
        'hold.requested',
        'referral.attention-needed',
      ]),
    );
    expect(only(events, 'havre.hold.requested.v1')[0]?.subject).toBe('refuge-b');
    expect(await routing.stateOf(second)).toBe('needs-attention');
  });

  it('of somebody else cannot be closed', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const other = event('havre.service.closed.v1', SERVICE, {}, { source: '/providers/stranger' });
    expect(await routing.deliver(other)).toEqual([]);
    expect(await routing.stateOf()).toBe('offered');
  });

  it('that will close at an hour send people on at that hour, once', async () => {
    await routing.withBeds(5);
    await routing.offered();
    expect(await routing.deliver(event('havre.service.closed.v1', SERVICE, { from: inMinutes(60) }))).toEqual(
      [],
    );
    await routing.setClock(3_601);
    await routing.routing.due.run();
    expect(typesOf(await routing.takeOutbox())).toEqual([
      'hold.release-requested',
      'referral.offer-ended',
      'referral.waitlisted',
    ]);
    await routing.routing.due.run();
    expect(await routing.takeOutbox()).toEqual([]);
  });

  it('that were listed by another provider first stay its own', async () => {
    await routing.withBeds(5);
    await routing.deliver(listed(SERVICE, { area: 'nord' }, '/providers/stranger'));
    const [offer] = only(
      await routing.deliver(placed(holdOf(await routing.deliver(intake(1))))),
      'havre.referral.offered.v1',
    );
    expect(offer?.data.provider).toBe(PROVIDER);
  });

  it('that are delisted are offered no more, and send on those who were on their way', async () => {
    await routing.withBeds(5);
    await routing.offered();
    const events = await routing.deliver(event('havre.service.delisted.v1', SERVICE, {}));
    expect(typesOf(events)).toEqual(['hold.release-requested', 'referral.offer-ended', 'referral.unplaced']);
    expect(typesOf(await routing.deliver(intake(2)))).toEqual(['referral.opened', 'referral.unplaced']);
  });
});
