import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import {
  event,
  holdOf,
  intake,
  intakeId,
  listed,
  only,
  placed,
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

describe('the line', () => {
  it('is offered what frees up, by priority, then by age', async () => {
    await routing.withBeds(0);
    const need = (priority: 'emergency' | 'routine') => ({ needs: [{ kind: 'shelter', priority } as const] });
    await routing.deliver(intake(1, need('routine')));
    await routing.deliver(intake(2, need('emergency')));
    await routing.deliver(intake(3, need('routine')));
    expect(await routing.states()).toEqual({ waitlisted: 3 });
    const events = await routing.deliver(updated(SERVICE, 2));
    expect(only(events, 'havre.hold.requested.v1')).toHaveLength(2);
    expect(await routing.stateOf(referralIdOf(intakeId(2), 0))).toBe('requested');
    expect(await routing.stateOf(referralIdOf(intakeId(1), 0))).toBe('requested');
    expect(await routing.stateOf(referralIdOf(intakeId(3), 0))).toBe('waitlisted');
  });

  it('is not held up by those whom the place does not suit', async () => {
    await routing.withBeds(0);
    const family = {
      household: { members: Array.from({ length: 8 }, () => ({ ageGroup: 'adult' as const })) },
    };
    await routing.deliver(...Array.from({ length: 30 }, (_, index) => intake(index, family)));
    await routing.deliver(intake(100));
    const events = await routing.deliver(updated(SERVICE, 1));
    expect(only(events, 'havre.hold.requested.v1')).toHaveLength(1);
    expect(await routing.stateOf(referralIdOf(intakeId(100), 0))).toBe('requested');
  });

  it('lets ten places that free up at the same instant go to ten', async () => {
    await routing.withBeds(0);
    await routing.deliver(...Array.from({ length: 15 }, (_, index) => intake(index)));
    const replicas = [routing, routing.replica()];
    await routing.deliver(listed('refuge-b'));
    await Promise.all([
      replicas[0]!.apply([updated(SERVICE, 5)]),
      replicas[1]!.apply([updated('refuge-b', 5)]),
    ]);
    const holds = only(await routing.takeOutbox(), 'havre.hold.requested.v1');
    expect(holds).toHaveLength(10);
    expect(holds.filter(({ subject }) => subject === SERVICE)).toHaveLength(5);
  });

  it('hears of a place that freed up while it was being joined, by looking again soon', async () => {
    await routing.withBeds(0);
    const late = routing.replica();
    await late.deliver(intake(1));
    await routing.dataSource.query(
      'UPDATE availability SET available = 3, changed_xid = pg_current_xact_id()',
    );
    await routing.setClock(6);
    await routing.routing.due.run();
    expect(typesOf(await routing.takeOutbox())).toContain('hold.requested');
  });

  it('is offered what frees up by a replica that last saw more places than there are now', async () => {
    // Places come and go after one report: only their number tells.
    const report = { reportedAt: new Date().toISOString() };
    await routing.deliver(listed(SERVICE));
    await routing.deliver(updated(SERVICE, 2, report));
    await routing.deliver(intake(2, { needs: [{ kind: 'food', priority: 'routine' }] }));
    const other = routing.replica();
    await other.deliver(updated(SERVICE, 0, report));
    await other.deliver(intake(1));
    expect(typesOf(await routing.deliver(updated(SERVICE, 1, report)))).toEqual(['hold.requested']);
  });

  describe('when a household was counted with places that it does not have', () => {
    const report = { reportedAt: new Date().toISOString() };
    const people = (count: number) => ({
      household: { members: Array.from({ length: count }, () => ({ ageGroup: 'adult' as const })) },
    });

    /** Three of them are asked for three beds; two who come after wait for what is left. */
    async function threeBeforeTwo(): Promise<string> {
      await routing.withBeds(0);
      await routing.deliver(intake(1, people(3)));
      await routing.deliver(intake(2, people(2)));
      const events = await routing.deliver(updated(SERVICE, 3, report));
      expect(only(events, 'havre.hold.requested.v1').map(({ data }) => data.quantity)).toEqual([3]);
      return holdOf(events);
    }

    it('is offered what is left of them, when there were fewer than three', async () => {
      const holdId = await threeBeforeTwo();
      const refused = event('havre.hold.refused.v1', SERVICE, { holdId, reason: 'full' });
      const events = await routing.deliver(refused, updated(SERVICE, 2, report));
      expect(only(events, 'havre.hold.requested.v1').map(({ data }) => data.quantity)).toEqual([2]);
      expect(await routing.stateOf(referralIdOf(intakeId(1), 0))).toBe('waitlisted');
      expect(await routing.stateOf(referralIdOf(intakeId(2), 0))).toBe('requested');
    });

    it('hears of it whenever the counts are told: before the refusal', async () => {
      const holdId = await threeBeforeTwo();
      expect(await routing.deliver(updated(SERVICE, 2, report))).toEqual([]);
      const events = await routing.deliver(
        event('havre.hold.refused.v1', SERVICE, { holdId, reason: 'full' }),
      );
      expect(only(events, 'havre.hold.requested.v1').map(({ data }) => data.quantity)).toEqual([2]);
    });

    it('is offered them, when they were held and given back between two counts', async () => {
      const holdId = await threeBeforeTwo();
      const withdrawn = event('havre.referral.withdrawn.v1', referralIdOf(intakeId(1), 0), {});
      await routing.deliver(withdrawn);
      const events = await routing.deliver(
        placed(holdId),
        event('havre.hold.released.v1', SERVICE, { holdId }),
      );
      expect(only(events, 'havre.hold.requested.v1').map(({ data }) => data.quantity)).toEqual([2]);
    });

    it.each(['closed', 'report-expired', 'gone', 'unknown-unit'] as const)(
      'is not taken through a refusal that all would hear: %s',
      async (reason) => {
        const holdId = await threeBeforeTwo();
        const events = await routing.deliver(event('havre.hold.refused.v1', SERVICE, { holdId, reason }));
        expect(only(events, 'havre.hold.requested.v1')).toEqual([]);
      },
    );

    it('is not asked when nothing is left', async () => {
      const holdId = await threeBeforeTwo();
      const refused = event('havre.hold.refused.v1', SERVICE, { holdId, reason: 'full' });
      const events = await routing.deliver(refused, updated(SERVICE, 0, report));
      expect(only(events, 'havre.hold.requested.v1')).toEqual([]);
    });
  });

  it('is released by one "still current" when all counts were too old', async () => {
    await routing.deliver(listed(SERVICE));
    await routing.deliver(updated(SERVICE, 3, { freshness: 'expired' }));
    expect(typesOf(await routing.deliver(intake(1)))).toContain('referral.attention-needed');
    expect(typesOf(await routing.deliver(updated(SERVICE, 3)))).toEqual(['hold.requested']);
  });
});
