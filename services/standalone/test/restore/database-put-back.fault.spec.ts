import { afterEach, describe, expect, it } from '@jest/globals';
import { startKafka, startPostgres, type TestPostgresServer } from '@havre/test-harness';
import { Backup, BACKED_UP, runCommand } from '../support/backups.js';
import { checkOutcome, GOOD_OUTCOME } from '../support/check-outcome.js';
import { type Havre, startHavre } from '../support/havre.js';
import { acceptEverything, publishIntakes } from '../support/traffic.js';

const INTAKES = 60;
const GROUPS = ['capacity', 'referral', 'feed'] as const;

/** What has to be ended, in the reverse of the order in which it was begun. */
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 60_000);

interface Cluster {
  readonly havre: Havre;
  readonly postgres: TestPostgresServer;
  readonly environment: Readonly<Record<string, string>>;
}

async function startCluster(): Promise<Cluster> {
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dedicated: true, settings: BACKED_UP }),
    startKafka({ dedicated: true }),
  ]);
  endings.push(() => Promise.all([postgres.stop(), kafka.stop()]));
  const brokers = kafka.brokers.join(',');
  const havre = await startHavre({ shape: 'cluster', databaseUrl: postgres.url, kafka: brokers });
  endings.push(() => havre.stop());
  const environment = {
    HAVRE_DATABASE_URL: postgres.url,
    HAVRE_EVENT_LOG: 'kafka',
    HAVRE_KAFKA_BROKERS: brokers,
  };
  return { havre, postgres, environment };
}

async function answerOffers(havre: Havre): Promise<void> {
  const providers = new AbortController();
  const answering = acceptEverything(havre, providers.signal);
  endings.push(() => {
    providers.abort();
    return answering;
  });
  await Promise.resolve();
}

describe('PostgreSQL put back to an earlier moment, the log on Kafka ahead of it', () => {
  it('loses nothing acknowledged and doubles nothing once the groups have read again', async () => {
    const { havre, postgres, environment } = await startCluster();
    await answerOffers(havre);
    const flow = { count: INTAKES, concurrency: 4, pauseMs: 20 };
    const publishing = publishIntakes(havre, flow);
    const backup = await Backup.take(postgres);
    endings.push(() => backup.remove());
    const before = [...(await publishing), ...(await publishIntakes(havre, flow))];
    await Promise.all(havre.programs.map((program) => program.end('SIGKILL')));
    await backup.restore(postgres);
    const said = await Promise.all(GROUPS.map((group) => runCommand(group, ['rewind'], environment)));
    for (const printed of said) expect(printed).toMatch(/partitions: [1-9]\d*, records: [1-9]/);
    await Promise.all(havre.programs.map((program) => program.start()));
    const acknowledged = [...before, ...(await publishIntakes(havre, flow))];
    expect(await checkOutcome(postgres.url, acknowledged)).toEqual(GOOD_OUTCOME);
  }, 400_000);

  it('would lose acknowledged intakes if they had not', async () => {
    const { havre, postgres } = await startCluster();
    const backup = await Backup.take(postgres);
    endings.push(() => backup.remove());
    const acknowledged = await publishIntakes(havre, { count: 10, concurrency: 2 });
    await checkOutcome(postgres.url, acknowledged, 5_000);
    await Promise.all(havre.programs.map((program) => program.end('SIGTERM')));
    await backup.restore(postgres);
    await Promise.all(havre.programs.map((program) => program.start()));
    const outcome = await checkOutcome(postgres.url, acknowledged, 5_000);
    expect(outcome.wrongNumberOfReferrals).toHaveLength(acknowledged.length);
  }, 400_000);
});
