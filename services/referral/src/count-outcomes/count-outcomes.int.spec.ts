import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CountOutcomes } from './count-outcomes.js';
import { DEFAULT_LIMITS } from '../domain/limits.js';
import { event, REFERRAL } from '../testing/test-events.js';
import { TestRouting } from '../testing/test-routing.js';

const DAY_S = 86_400;
let routing: TestRouting;
let counting: CountOutcomes;

beforeAll(async () => {
  routing = await TestRouting.start();
  const city = { timeZone: 'America/Toronto', language: 'fr' } as const;
  counting = new CountOutcomes(routing.dataSource, DEFAULT_LIMITS, city);
}, 60_000);
afterAll(async () => {
  await routing.stop();
});
beforeEach(async () => {
  await routing.clear();
  await routing.dataSource.query('TRUNCATE outcome_count');
});

const everything = () => counting.read('2020-01-01', '2099-12-31');

describe('what stays of a referral', () => {
  it('is one in a count, the same before and after it is forgotten', async () => {
    await routing.withBeds(1);
    await routing.offered(1);
    await routing.deliver(event('havre.referral.withdrawn.v1', REFERRAL, {}));
    const before = await everything();
    expect(before).toMatchObject([{ kind: 'shelter', outcome: 'withdrawn', count: 1 }]);
    await routing.setClock(DEFAULT_LIMITS.retentionDays * DAY_S + 60);
    expect((await routing.routing.due.run()).forgotten).toBe(1);
    expect(await routing.states()).toEqual({});
    expect(await everything()).toEqual(before);
  });

  it('is nothing while it goes on, nor once it was reopened', async () => {
    await routing.withBeds(1);
    await routing.offered(1);
    expect(await everything()).toEqual([]);
    await routing.deliver(event('havre.referral.withdrawn.v1', REFERRAL, {}));
    await routing.deliver(event('havre.referral.reopened.v1', REFERRAL, {}));
    expect(await everything()).toEqual([]);
  });
});
