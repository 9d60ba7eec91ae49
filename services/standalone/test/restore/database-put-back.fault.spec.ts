import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Backup, runCommand } from '../support/backups.js';
import { checkOutcome, GOOD_OUTCOME } from '../support/check-outcome.js';
import { publishIntakes } from '../support/traffic.js';
import { answerOffers, type CityShape, type Endings, publishNamed, startCity } from './city.js';

const FLOW = { count: 30, concurrency: 4, pauseMs: 20 };
/** What the database forgets: so much at once that the topics are not read again in the order in which they were written. */
const LOST_FLOW = { count: 60, concurrency: 8 };
/** Begun before the fault, and so slow that much of it comes after. */
const SLOW_FLOW = { count: 40, concurrency: 2, pauseMs: 500 };
const GROUPS = ['capacity', 'referral', 'feed'] as const;
const SETTLES_WITHIN_MS = 300_000;

const endings: Endings = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 120_000);

describe('PostgreSQL put back to an earlier moment, the log on Kafka ahead of it', () => {
  it.each<[string, CityShape]>([
    ['one process', { shape: 'standalone' }],
    ['two replicas of each service', { shape: 'cluster', replicas: 2 }],
  ])(
    'loses nothing acknowledged, doubles nothing and leaves no referral behind: %s',
    async (_name, shape) => {
      const city = await startCity(endings, shape);
      const { havre, postgres, environment } = city;
      answerOffers(city, endings);
      const publishing = publishIntakes(havre, FLOW);
      const backup = await Backup.take(postgres);
      endings.push(() => backup.remove());
      const named = Array.from({ length: 10 }, () => randomUUID());
      const since = await publishNamed(city, named);
      const throughout = publishIntakes(havre, SLOW_FLOW);
      const before = [...(await publishing), ...(await publishIntakes(havre, LOST_FLOW)), ...since];

      await Promise.all(havre.programs.map((program) => program.end('SIGKILL')));
      await backup.restore(postgres);
      const said = await Promise.all(GROUPS.map((group) => runCommand(group, ['rewind'], environment)));
      for (const printed of said) expect(printed).toMatch(/partitions: [1-9]\d*, records: [1-9]/);
      await Promise.all(havre.programs.map((program) => program.start()));

      // The gate has forgotten these, and gives them the ids that the log knows them by.
      expect(await publishNamed(city, named)).toEqual(since);
      const after = [...(await publishIntakes(havre, FLOW)), ...(await throughout)];
      expect(await checkOutcome(postgres.url, [...before, ...after], SETTLES_WITHIN_MS)).toEqual(
        GOOD_OUTCOME,
      );
    },
    1_500_000,
  );

  it('would lose acknowledged intakes if the groups had not read again', async () => {
    const city = await startCity(endings);
    const { havre, postgres } = city;
    const backup = await Backup.take(postgres);
    endings.push(() => backup.remove());
    const acknowledged = await publishIntakes(havre, { count: 10, concurrency: 2 });
    const isApplied = async (): Promise<boolean> =>
      (await checkOutcome(postgres.url, acknowledged, 0)).wrongNumberOfReferrals.length === 0;
    while (!(await isApplied())) await new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.all(havre.programs.map((program) => program.end('SIGTERM')));
    await backup.restore(postgres);
    await Promise.all(havre.programs.map((program) => program.start()));
    const { wrongNumberOfReferrals } = await checkOutcome(postgres.url, acknowledged, 5_000);
    expect(wrongNumberOfReferrals).toHaveLength(acknowledged.length);
  }, 1_500_000);
});
