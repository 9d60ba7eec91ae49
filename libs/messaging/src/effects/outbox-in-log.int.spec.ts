import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Subscription } from '../event-log.js';
import { openPostgresEventLog, type PostgresEventLog } from '../postgres/postgres-event-log.js';
import { RecordingLog } from '../testing/recording-log.js';
import { sampleBatch, sampleEvent } from '../testing/sample-event.js';
import { startServiceDatabase, type ServiceDatabase } from '../testing/service-database.js';
import { waitUntil } from '../testing/wait-until.js';
import { EffectsOnce } from './effects-once.js';
import { OutboxRelay } from './outbox-relay.js';
import { openOutbox, Outbox } from './outbox.js';

const TOPIC = 'havre.capacity';

describe('an outbox whose log lies in the same database', () => {
  let database: ServiceDatabase;
  let log: PostgresEventLog;
  let outbox: Outbox;
  let seen: string[];
  let reader: Subscription;

  beforeAll(async () => {
    database = await startServiceDatabase();
    log = await openPostgresEventLog({ connectionString: database.url, housekeepingMs: 0 });
    await log.ensureTopics([{ name: TOPIC, partitions: 3 }]);
    outbox = await openOutbox(database.dataSource, log);
  });
  beforeEach(async () => {
    seen = [];
    // A session this long would never be polled within a test: only announcements wake the reader.
    const options = { group: randomUUID(), topics: [TOPIC], sessionTimeoutMs: 300_000 };
    reader = await log.subscribe(options, ({ records }) => {
      seen.push(...records.map(({ key }) => key));
      return Promise.resolve();
    });
  });
  afterEach(() => reader.close());
  afterAll(async () => {
    await log.close();
    await database.stop();
  });

  const waiting = async (): Promise<number> =>
    (await database.dataSource.query<unknown[]>('SELECT FROM outbox')).length;
  const add = (subject: string): Promise<void> =>
    database.dataSource.transaction((manager) => outbox.add(manager, [sampleEvent(subject)]));

  it('appends with the commit, and wakes the readers when told of it', async () => {
    const subject = randomUUID();
    await add(subject);
    expect(await waiting()).toBe(0);
    outbox.announce();
    await waitUntil(() => seen.includes(subject));
  });

  it('appends nothing of a transaction that is rolled back, and leaves no gap', async () => {
    const gone = randomUUID();
    const kept = randomUUID();
    const failing = database.dataSource.transaction(async (manager) => {
      await outbox.add(manager, [sampleEvent(gone)]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await add(kept);
    outbox.announce();
    await waitUntil(() => seen.includes(kept));
    expect(seen).not.toContain(gone);
    const gaps = await database.dataSource.query<unknown[]>(
      `SELECT FROM event_log.partition p WHERE p.next_offset <>
        (SELECT count(*) FROM event_log.record r WHERE r.partition_id = p.id)`,
    );
    expect(gaps).toEqual([]);
  });

  it('announces what committed after an earlier announcement, whoever asked for that', async () => {
    const early = randomUUID();
    await database.dataSource.transaction(async (manager) => {
      await outbox.add(manager, [sampleEvent(early)]);
      outbox.announce();
    });
    expect(seen).not.toContain(early);
    outbox.announce();
    await waitUntil(() => seen.includes(early));
  });

  it('queues behind rows that still wait in the table, so that a key keeps its order', async () => {
    const subject = randomUUID();
    const first = sampleEvent(subject);
    const second = sampleEvent(subject);
    const earlier = new Outbox();
    await database.dataSource.transaction((manager) => earlier.add(manager, [first]));
    await database.dataSource.transaction((manager) => outbox.add(manager, [second]));
    expect(await waiting()).toBe(2);
    const values: string[] = [];
    await log.subscribe({ group: randomUUID(), topics: [TOPIC] }, ({ records }) => {
      values.push(...records.filter(({ key }) => key === subject).map(({ value }) => value));
      return Promise.resolve();
    });
    const relay = new OutboxRelay(database.dataSource, log, { outbox });
    await relay.start();
    await waitUntil(() => values.length === 2);
    await relay.stop();
    expect(values.map((value) => (JSON.parse(value) as { id: string }).id)).toEqual([first.id, second.id]);
    expect(await waiting()).toBe(0);
  });

  it('commits effects with what follows from them, once, without waiting for the disk where that is allowed', async () => {
    const subject = randomUUID();
    const effects = new EffectsOnce(database.dataSource, randomUUID(), {
      outbox,
      relay: { wake: () => void outbox.announce() },
      isRepeatable: true,
    });
    const batch = sampleBatch([sampleEvent('cause')]);
    let waits: unknown;
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await effects.apply(batch, async (manager) => {
        [waits] = await manager.query<unknown[]>('SHOW synchronous_commit');
        return [sampleEvent(subject)];
      });
    }
    await waitUntil(() => seen.includes(subject));
    expect(seen.filter((key) => key === subject)).toHaveLength(1);
    expect(waits).toEqual({ synchronous_commit: 'off' });
    expect(await database.dataSource.query('SHOW synchronous_commit')).toEqual([
      { synchronous_commit: 'on' },
    ]);
  });

  it('waits for the relay where the log lives elsewhere', async () => {
    expect((await openOutbox(database.dataSource, new RecordingLog())).commitsWithLog).toBe(false);
    const other = await startServiceDatabase();
    const elsewhere = await openPostgresEventLog({ connectionString: other.url, housekeepingMs: 0 });
    expect((await openOutbox(database.dataSource, elsewhere)).commitsWithLog).toBe(false);
    await elsewhere.close();
    await other.stop();
  });
});
