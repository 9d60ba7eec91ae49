import { describe, expect, it } from '@jest/globals';
import { startKafka, startPostgres } from '@havre/test-harness';
import { checkOutcome, GOOD_OUTCOME } from './support/check-outcome.js';
import { type HavreOptions, startHavre } from './support/havre.js';
import { acceptEverything, publishIntakes } from './support/traffic.js';

const INTAKES = 300;
const CLEAN_END = 0;

/** Two of each service; one process after another is asked to stop and started again while intakes flow. */
async function expectARollingRestartToLoseNothing(
  options: Pick<HavreOptions, 'databaseUrl' | 'kafka'>,
): Promise<void> {
  const havre = await startHavre({ ...options, shape: 'cluster', replicas: 2 });
  const providers = new AbortController();
  const answering = acceptEverything(havre, providers.signal);
  try {
    const publishing = publishIntakes(havre, { count: INTAKES, concurrency: 4, pauseMs: 200 });
    for (const program of havre.programs) {
      expect(await program.end('SIGTERM')).toBe(CLEAN_END);
      await program.start();
    }
    const acknowledged = await publishing;
    expect(acknowledged).toHaveLength(INTAKES);
    expect(await checkOutcome(options.databaseUrl ?? '', acknowledged)).toEqual(GOOD_OUTCOME);
  } finally {
    providers.abort();
    await answering;
    await havre.stop();
  }
}

describe('a rolling restart of two replicas of every service while intakes flow', () => {
  it('loses and doubles nothing with the log in PostgreSQL', async () => {
    const postgres = await startPostgres();
    await expectARollingRestartToLoseNothing({ databaseUrl: postgres.url });
    await postgres.stop();
  }, 400_000);

  it('loses and doubles nothing with the log on Kafka', async () => {
    const [postgres, kafka] = await Promise.all([startPostgres(), startKafka({ dedicated: true })]);
    await expectARollingRestartToLoseNothing({ databaseUrl: postgres.url, kafka: kafka.brokers.join(',') });
    await Promise.all([kafka.stop(), postgres.stop()]);
  }, 400_000);
});
