import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import { event, intake, intakeId, listed, placed, holdOf, REFERRAL } from '../testing/test-events.js';
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

describe('explanations', () => {
  it('say why this one and why not that one, and replay to the same', async () => {
    await routing.withBeds(5, 'refuge-a');
    await routing.withBeds(0, 'refuge-b');
    await routing.deliver(
      listed('foyer-femmes', { accepts: { ageGroups: ['senior'], families: false, maxHousehold: 1 } }),
    );
    await offeredAt('refuge-a');
    // Later changes of the directory do not change what was known then.
    await routing.deliver(listed('refuge-a', { languages: ['es'] }));
    await routing.deliver(event('havre.referral.declined.v1', REFERRAL, { reason: 'safety' }));
    const view = await routing.routing.explaining.explain(REFERRAL);
    expect(view?.matches.map(({ isReplayed }) => isReplayed)).toEqual([true, true]);
    const [first, second] = view!.matches;
    expect(first?.candidates.map(({ serviceId, rank }) => [serviceId, rank])).toEqual([
      ['refuge-a', 1],
      ['foyer-femmes', null],
      ['refuge-b', null],
    ]);
    expect(first?.candidates[2]?.because.map(({ rule }) => rule)).toEqual(['capacity']);
    expect(second?.noPlace?.reason).toBe('all-full');
    expect(second?.candidates.find(({ serviceId }) => serviceId === 'refuge-a')?.because).toMatchObject([
      { rule: 'never-again' },
    ]);
    expect(await routing.routing.explaining.explain(referralIdOf(intakeId(50), 0))).toBeNull();
  });

  async function offeredAt(serviceId: string): Promise<void> {
    await routing.deliver(placed(holdOf(await routing.deliver(intake(1))), serviceId));
  }
});
