import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HavreEvent } from '@havre/events';
import { sampleBatch, sampleEvent } from '../testing/sample-event.js';
import { startServiceDatabase, type ServiceDatabase } from '../testing/service-database.js';
import { EffectsOnce, type Effect } from './effects-once.js';
import { cleanInbox } from './inbox-cleaning.js';

describe('effects once', () => {
  let database: ServiceDatabase;
  let consumer: string;
  let woken: number;
  let effects: EffectsOnce;

  const record: Effect = async (manager, events) => {
    for (const { id } of events) await manager.query('INSERT INTO effect VALUES ($1)', [id]);
    return events.map(({ subject }) => sampleEvent(subject));
  };
  const effectsOf = async (events: readonly HavreEvent[]): Promise<number> => {
    const ids = events.map(({ id }) => id);
    return (await database.dataSource.query<unknown[]>('SELECT FROM effect WHERE id = ANY($1)', [ids]))
      .length;
  };
  const outboxOf = async (subject: string): Promise<number> =>
    (await database.dataSource.query<unknown[]>('SELECT FROM outbox WHERE key = $1', [subject])).length;

  beforeAll(async () => {
    database = await startServiceDatabase();
    await database.dataSource.query('CREATE TABLE effect (id text)');
  });
  beforeEach(() => {
    consumer = randomUUID();
    woken = 0;
    effects = new EffectsOnce(database.dataSource, consumer, { relay: { wake: () => (woken += 1) } });
  });
  afterAll(() => database.stop());

  it('applies an event once, however often it is delivered', async () => {
    const first = sampleEvent('first');
    const second = sampleEvent('second');
    await effects.apply(sampleBatch([first, first]), record);
    await effects.apply(sampleBatch([first, second]), record);
    await effects.apply(sampleBatch([first, second]), record);
    expect(await effectsOf([first, second])).toBe(2);
    expect([await outboxOf('first'), await outboxOf('second')]).toEqual([1, 1]);
    expect(woken).toBe(2);
  });

  it('gives the fresh events to the effect in the order of the log', async () => {
    const events = Array.from({ length: 50 }, () => sampleEvent('ordered'));
    const old = events.filter((_, index) => index % 3 === 0);
    await effects.apply(sampleBatch(old), record);
    let given: readonly string[] = [];
    await effects.apply(sampleBatch(events), async (_manager, fresh) => {
      given = fresh.map(({ id }) => id);
      return [];
    });
    expect(given).toEqual(events.filter((event) => !old.includes(event)).map(({ id }) => id));
  });

  it('takes back inbox, effect and outbox together when the effect fails', async () => {
    const event = sampleEvent('failing');
    const failing: Effect = async (manager, events) => {
      await record(manager, events);
      throw new Error('no');
    };
    await expect(effects.apply(sampleBatch([event]), failing)).rejects.toThrow('no');
    expect([await effectsOf([event]), await outboxOf('failing'), woken]).toEqual([0, 0, 0]);
    await effects.apply(sampleBatch([event]), record);
    expect([await effectsOf([event]), await outboxOf('failing')]).toEqual([1, 1]);
  });

  it('applies a batch once when two owners have it at the same time', async () => {
    const events = Array.from({ length: 20 }, () => sampleEvent('raced'));
    const backwards = [...events].reverse();
    await Promise.all(
      [events, backwards, events, backwards].map((each) => effects.apply(sampleBatch(each), record)),
    );
    expect([await effectsOf(events), await outboxOf('raced')]).toEqual([20, 20]);
  });

  it('applies nothing for a consumer that no longer owns the partition', async () => {
    const owner = new AbortController();
    const event = sampleEvent('lost');
    const loses: Effect = async (manager, events) => {
      owner.abort();
      return record(manager, events);
    };
    const batch = sampleBatch([event], owner.signal);
    await expect(effects.apply(batch, loses)).rejects.toMatchObject({ code: 'lease-lost', retriable: true });
    await expect(effects.apply(batch, record)).rejects.toMatchObject({ code: 'lease-lost' });
    expect([await effectsOf([event]), await outboxOf('lost')]).toEqual([0, 0]);
  });

  it('keeps an inbox for each consumer', async () => {
    const event = sampleEvent('shared');
    await effects.apply(sampleBatch([event]), record);
    await new EffectsOnce(database.dataSource, randomUUID()).apply(sampleBatch([event]), record);
    expect(await effectsOf([event])).toBe(2);
  });

  it('forgets old inbox rows only', async () => {
    const old = sampleEvent('old');
    const young = sampleEvent('young');
    await effects.apply(sampleBatch([old, young]), record);
    await database.dataSource.query(
      `UPDATE inbox SET received_at = havre_now() - interval '2 hours' WHERE event_id = $1`,
      [old.id],
    );
    expect(await cleanInbox(database.dataSource, 3_600_000)).toBe(1);
    await effects.apply(sampleBatch([old, young]), record);
    expect([await effectsOf([old]), await effectsOf([young])]).toEqual([2, 1]);
  });
});
