import { afterEach, describe, expect, it } from '@jest/globals';
import { Backup } from '../support/backups.js';
import { checkOutcome } from '../support/check-outcome.js';
import { publishIntakes } from '../support/traffic.js';
import { type Endings, startCity } from './city.js';

const endings: Endings = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 120_000);

describe('PostgreSQL put back to an earlier moment, the log on Kafka ahead of it', () => {
  it('loses acknowledged intakes when the groups are not told to read again', async () => {
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
