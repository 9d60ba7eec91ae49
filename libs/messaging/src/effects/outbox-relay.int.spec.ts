import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { RecordingLog } from '../testing/recording-log.js';
import { sampleEvent } from '../testing/sample-event.js';
import { startServiceDatabase, type ServiceDatabase } from '../testing/service-database.js';
import { waitUntil } from '../testing/wait-until.js';
import { OutboxRelay, type OutboxRelayOptions } from './outbox-relay.js';
import { Outbox } from './outbox.js';

describe('outbox relay', () => {
  const outbox = new Outbox();
  const running: OutboxRelay[] = [];
  let database: ServiceDatabase;

  const start = async (
    log: RecordingLog,
    options: OutboxRelayOptions = {},
    dataSource = database.dataSource,
  ): Promise<OutboxRelay> => {
    const relay = new OutboxRelay(dataSource, log, options);
    running.push(relay);
    await relay.start();
    return relay;
  };
  const add = (
    subject: string,
    holdIds: readonly string[],
    dataSource: DataSource = database.dataSource,
  ): Promise<void> =>
    dataSource.transaction((manager) =>
      outbox.add(
        manager,
        holdIds.map((holdId) => sampleEvent(subject, holdId)),
      ),
    );
  const waiting = async (): Promise<number> =>
    (await database.dataSource.query<unknown[]>('SELECT FROM outbox')).length;

  beforeAll(async () => {
    database = await startServiceDatabase();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((relay) => relay.stop()));
    await database.dataSource.query('DELETE FROM outbox');
  });
  afterAll(() => database.stop());

  it('appends what was committed, in the order of each key, and forgets it', async () => {
    const log = new RecordingLog();
    const relay = await start(log, { maxBatch: 7 });
    const ids = Array.from({ length: 40 }, (_, index) => holdId(index));
    for (const [index] of ids.entries()) {
      await add('left', ids.slice(index, index + 1));
      await add('right', ids.slice(index, index + 1));
      relay.wake();
    }
    await waitUntil(() => log.appended.length === 80);
    expect(holdIdsOf(log, 'left')).toEqual(ids);
    expect(holdIdsOf(log, 'right')).toEqual(ids);
    await waitUntil(async () => (await waiting()) === 0);
    expect(log.appended[0]).toMatchObject({
      topic: 'havre.capacity',
      headers: { ce_type: 'havre.hold.occupation-requested.v1', ce_source: '/services/referral' },
    });
  });

  it('relays a transaction that commits after later ones have been relayed', async () => {
    const log = new RecordingLog();
    const relay = await start(log);
    const late = database.dataSource.createQueryRunner();
    await late.startTransaction();
    await outbox.add(late.manager, [sampleEvent('late', holdId(1))]);
    await add('early', [holdId(2), holdId(3)]);
    relay.wake();
    await waitUntil(async () => log.appended.length === 2 && (await waiting()) === 0);
    await late.commitTransaction();
    await late.release();
    relay.wake();
    await waitUntil(() => log.appended.length === 3);
    expect(holdIdsOf(log, 'late')).toEqual([holdId(1)]);
  });

  it('finds rows that nobody woke it for', async () => {
    const log = new RecordingLog();
    await start(log, { idlePollMs: 50 });
    await add('unannounced', [holdId(1)]);
    await waitUntil(() => log.appended.length === 1);
    expect(holdIdsOf(log, 'unannounced')).toEqual([holdId(1)]);
  });

  it('keeps everything while the log is away', async () => {
    const log = new RecordingLog();
    log.isAway = true;
    const warnings: string[] = [];
    const relay = await start(log, {
      backoff: { initialMs: 10, maxMs: 20 },
      logger: {
        info: () => undefined,
        warn: (event, fields) => warnings.push(JSON.stringify([event, fields])),
      },
    });
    await add('kept', [holdId(1), holdId(2)]);
    relay.wake();
    await waitUntil(() => warnings.length > 3);
    expect(await waiting()).toBe(2);
    log.isAway = false;
    await waitUntil(async () => (await waiting()) === 0);
    expect(holdIdsOf(log, 'kept')).toEqual([holdId(1), holdId(2)]);
    expect(warnings[0]).toBe('["outbox.relay-failed",{"attempts":1,"code":"unavailable"}]');
  });

  it('shares the shards between replicas, so that each row leaves once and keys keep their order', async () => {
    const logs = [new RecordingLog(), new RecordingLog()];
    const replicas = [database.dataSource, await database.open()];
    const options = { leaseMs: 600, sharedPollMs: 20 };
    for (const [index, log] of logs.entries()) await start(log, options, replicas[index]);
    await waitUntil(async () => {
      const owners = await database.dataSource.query<{ shards: string }[]>(
        `SELECT count(*) AS shards FROM relay_shard WHERE owner IS NOT NULL AND expires_at > clock_timestamp() GROUP BY owner`,
      );
      return owners.length === 2 && owners.every(({ shards }) => shards === '4');
    });
    const ids = Array.from({ length: 20 }, (_, index) => holdId(index));
    const subjects = Array.from({ length: 16 }, (_, index) => `house-${index}`);
    for (const id of ids) await Promise.all(subjects.map((subject) => add(subject, [id])));
    await waitUntil(async () => (await waiting()) === 0);
    for (const subject of subjects) {
      const [one, other] = logs.map((log) => holdIdsOf(log, subject));
      // One relay had the key's shard all the time.
      expect([one, other]).toContainEqual(ids);
      expect([one, other]).toContainEqual([]);
    }
    expect(logs.every(({ appended }) => appended.length > 0)).toBe(true);
  });

  it('takes over the shards of a relay that fell silent', async () => {
    const standingStill = { now: () => performance.now(), after: () => () => undefined };
    const silent = new RecordingLog();
    const silentId = randomUUID();
    const relay = await start(silent, { leaseMs: 600, scheduler: standingStill, newId: () => silentId });
    const heir = new RecordingLog();
    await start(heir, { leaseMs: 600, sharedPollMs: 20 });
    // Not before: the silent one may still be reading with the lease that it began with.
    await waitUntil(async () => {
      const [row] = await database.dataSource.query<{ left: string }[]>(
        `SELECT count(*) AS left FROM relay_shard WHERE owner IS NULL OR owner = $1::uuid`,
        [silentId],
      );
      return row?.left === '0';
    });
    const subjects = Array.from({ length: 16 }, (_, index) => `house-${index}`);
    await Promise.all(subjects.map((subject) => add(subject, [holdId(1)])));
    await waitUntil(() => heir.appended.length === 16);
    // Woken after its lease has run out, it leaves the rows to the heir.
    await add('house-1', [holdId(2)]);
    relay.wake();
    await waitUntil(() => heir.appended.length === 17);
    expect(silent.appended).toEqual([]);
  });
});

function holdId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function holdIdsOf(log: RecordingLog, subject: string): readonly string[] {
  return log.appended
    .filter(({ key }) => key === subject)
    .map(({ value }) => (JSON.parse(value) as { data: { holdId: string } }).data.holdId);
}
