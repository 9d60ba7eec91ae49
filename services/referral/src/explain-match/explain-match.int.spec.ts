import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import {
  event,
  holdOf,
  intake,
  intakeId,
  listed,
  placed,
  REFERRAL,
  updated,
} from '../testing/test-events.js';
import type { Reader } from './explain-match.js';
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
    expect(view?.matches.map(({ replayed }) => replayed)).toEqual([true, true]);
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

  it('tell it in sentences, for the ear as much as for the eye', async () => {
    await routing.withBeds(5, 'refuge-a');
    await routing.deliver(
      listed('refuge-b', { name: { fr: 'Refuge B', en: 'Shelter B' }, languages: ['en'] }),
    );
    await routing.deliver(updated('refuge-b', 5));
    await routing.deliver(listed('refuge-c', { name: { fr: 'Refuge C', en: 'Shelter C' } }));
    await routing.deliver(updated('refuge-c', 0));
    await offeredAt('refuge-a');
    const view = await routing.routing.explaining.explain(REFERRAL, 'department');
    expect(view?.matches[0]?.candidates.map(({ sentence }) => sentence)).toEqual([
      {
        fr: 'Refuge est le premier choix, avant Refuge B: on y parle la langue du ménage.',
        en: 'Shelter is the first choice, before Shelter B: the household’s language is spoken there.',
      },
      {
        fr: 'Refuge B convient aussi, mais vient après Refuge: on n’y parle pas la langue du ménage.',
        en: 'Shelter B suits too, but comes after Shelter: the household’s language is not spoken there.',
      },
      {
        fr: 'Refuge C n’a pas été retenu. Le service n’a plus assez de places.',
        en: 'Shelter C was not chosen. The service does not have enough places left.',
      },
    ]);
  });

  it('name a confidential service to nobody but the department that was offered it, and an exclusion to no operator', async () => {
    await routing.withBeds(5, 'refuge-a');
    await routing.withBeds(5, 'refuge-exclu');
    const near = { languages: ['es'] };
    await routing.deliver(
      listed('maison-cachee', { confidential: true, ...near }, '/providers/maison-cachee'),
    );
    await routing.deliver(updated('maison-cachee', 5));
    await routing.deliver(intake(1, { exclusions: ['refuge-exclu'] }));
    const shownTo = async (reader: Reader): Promise<readonly string[]> => {
      const view = await routing.routing.explaining.explain(REFERRAL, reader);
      return view!.matches.flatMap(({ candidates }) => candidates.map(({ serviceId }) => serviceId));
    };
    expect(await shownTo('department')).toEqual(['refuge-a', 'refuge-exclu']);
    expect(await shownTo('operator')).toEqual(['refuge-a']);
    const text = JSON.stringify(await routing.routing.explaining.explain(REFERRAL, 'department'));
    expect(text).not.toContain('maison-cachee');
  });

  it('name a confidential service to the department that was offered a place there', async () => {
    await routing.deliver(listed('maison-cachee', { confidential: true }));
    await routing.deliver(updated('maison-cachee', 5));
    await offeredAt('maison-cachee');
    const seen = await routing.routing.explaining.explain(REFERRAL, 'department');
    expect(seen?.matches[0]?.candidates.map(({ serviceId }) => serviceId)).toEqual(['maison-cachee']);
    const byOperator = await routing.routing.explaining.explain(REFERRAL, 'operator');
    expect(byOperator?.matches[0]?.candidates).toEqual([]);
  });

  async function offeredAt(serviceId: string): Promise<void> {
    await routing.deliver(placed(holdOf(await routing.deliver(intake(1))), serviceId));
  }
});
