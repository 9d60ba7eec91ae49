import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { describeEventLogContract } from '../testing/contract/event-log-contract.js';
import { waitUntil } from '../testing/wait-until.js';
import { openPostgresEventLog, type PostgresEventLog } from './postgres-event-log.js';

describeEventLogContract('PostgreSQL', async () => {
  const postgres = await startPostgres({ dedicated: true });
  return {
    settings: { kind: 'postgresql', connectionString: postgres.url },
    takeAway: () => postgres.kill(),
    restore: () => postgres.restart(),
    stop: () => postgres.stop(),
  };
});

describe('what the log in PostgreSQL forgets', () => {
  const DAY_MS = 86_400_000;
  let postgres: TestPostgres;
  let log: PostgresEventLog;
  let readers = 0;

  beforeAll(async () => {
    postgres = await startPostgres();
    log = await openPostgresEventLog({ connectionString: postgres.url, housekeepingMs: 0 });
    await log.ensureTopics([
      { name: 'forgotten', partitions: 1, retentionMs: DAY_MS },
      { name: 'kept', partitions: 1, cleanup: 'compact' },
    ]);
  });
  afterAll(async () => {
    await log.close();
    await postgres.stop();
  });

  async function read(topic: string): Promise<readonly string[]> {
    const values: string[] = [];
    const subscription = await log.subscribe(
      { group: `reader-${String((readers += 1))}`, topics: [topic] },
      (batch) => {
        values.push(...batch.records.map(({ value }) => value));
        return Promise.resolve();
      },
    );
    await waitUntil(() => values.includes('newest'));
    await subscription.close();
    return values;
  }

  it('is older than its retention, by a clock that can be moved; newest values of keys stay', async () => {
    await log.append(['forgotten', 'kept'].map((topic) => ({ topic, key: 'old', value: 'old' })));
    await log.moveClock(2 * DAY_MS);
    await log.append(['forgotten', 'kept'].map((topic) => ({ topic, key: 'new', value: 'newest' })));
    await log.upkeep.runOnce();
    expect(await read('forgotten')).toEqual(['newest']);
    expect(await read('kept')).toEqual(['old', 'newest']);
    await log.moveClock(0);
    await log.append([{ topic: 'forgotten', key: 'now', value: 'now' }]);
    await log.upkeep.runOnce();
    expect(await read('forgotten')).toEqual(['newest', 'now']);
  });
});
