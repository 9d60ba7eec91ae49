import { randomInt } from 'node:crypto';
import { parseEvent, type HavreEvent } from '@havre/events';
import { EffectsOnce, type Effect, type EventBatch } from '@havre/messaging';
import { createDataSource, systemClock, UuidV7Generator } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import type { DataSource } from 'typeorm';
import { readAnswer } from '../apply-answer/read-answer.js';
import { DEFAULT_LIMITS, type Limits } from '../domain/limits.js';
import { isCapacityEvent } from '../follow-capacity/follow-capacity.js';
import { isDirectoryEvent } from '../follow-directory/follow-directory.js';
import { PERSISTENCE } from '../persistence/persistence.js';
import { isIntakeEvent } from '../receive-intake/receive-intakes.js';
import { holdOf, intake, listed, placed, REFERRAL, SERVICE, updated } from './test-events.js';
import { openRouting, type Routing } from '../settle-referrals/open-routing.js';

const CITY = { timeZone: 'America/Toronto', language: 'fr' } as const;
const SWEEP = { intervalMs: 1_000, batchSize: 100, forgettingIntervalMs: 1_000 };

/** The routing on a real PostgreSQL, without a log: events go in by hand, those that follow are read from the outbox. */
export class TestRouting {
  private constructor(
    readonly postgres: TestPostgres,
    readonly dataSource: DataSource,
    readonly routing: Routing,
    private readonly once: EffectsOnce,
  ) {}

  static async start(limits: Limits = DEFAULT_LIMITS): Promise<TestRouting> {
    const postgres = await startPostgres();
    const dataSource = await createDataSource({ url: postgres.url, ...PERSISTENCE });
    return new TestRouting(
      postgres,
      dataSource,
      replicaOn(dataSource, limits),
      new EffectsOnce(dataSource, 'referral'),
    );
  }

  /** Another process on the same database: its own cache, its own idea of what is pending. */
  replica(limits: Limits = DEFAULT_LIMITS): TestRouting {
    return new TestRouting(this.postgres, this.dataSource, replicaOn(this.dataSource, limits), this.once);
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.postgres.stop();
  }

  /** Forgets everything but the tables. */
  async clear(): Promise<void> {
    await this.dataSource.query(
      'TRUNCATE referral, explanation, directory_entry, closure, availability, service_flag, inbox, outbox',
    );
    await this.setClock(0);
    this.routing.cache.invalidate();
  }

  /** Delivers a batch of one topic once, and answers with the events that follow. */
  async deliver(...events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> {
    await this.apply(events);
    return this.takeOutbox();
  }

  /** Delivers without looking at what follows. */
  async apply(events: readonly HavreEvent[]): Promise<void> {
    try {
      await this.once.apply(batchOf(events), this.effectFor(events));
    } catch (error) {
      this.routing.cache.invalidate();
      throw error;
    }
  }

  /** What waits to be appended to the log, in order; every event is checked against its schema. */
  async takeOutbox(): Promise<readonly HavreEvent[]> {
    const rows = await this.dataSource.query<{ value: string }[]>(
      'WITH gone AS (DELETE FROM outbox RETURNING id, value) SELECT value FROM gone ORDER BY id',
    );
    return rows.map(({ value }) => {
      const parsed = parseEvent(JSON.parse(value));
      if (parsed.outcome !== 'valid') throw new Error(`an event that no reader accepts: ${parsed.code}`);
      return parsed.event;
    });
  }

  /** Sets how far the database's clock is ahead, in seconds. */
  async setClock(aheadSeconds: number): Promise<void> {
    await this.dataSource.query(
      `CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS 'SELECT clock_timestamp() + interval ''${aheadSeconds} seconds'''`,
    );
  }

  async states(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.dataSource.query<{ state: string; count: number }[]>(
      'SELECT state, count(*)::integer AS count FROM referral GROUP BY state',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** Lists a shelter with so many free beds. */
  async withBeds(available: number, serviceId = SERVICE): Promise<void> {
    await this.deliver(listed(serviceId));
    await this.deliver(updated(serviceId, available));
  }

  /** Receives an intake and offers it its place. */
  async offered(number = 1): Promise<string> {
    const holdId = holdOf(await this.deliver(intake(number)));
    await this.deliver(placed(holdId));
    return holdId;
  }

  async stateOf(id = REFERRAL): Promise<string | undefined> {
    const rows = await this.dataSource.query<{ state: string }[]>(
      'SELECT state FROM referral WHERE id = $1',
      [id],
    );
    return rows[0]?.state;
  }

  private effectFor([first]: readonly HavreEvent[]): Effect {
    const { intakes, answers, capacity, directory } = this.routing;
    if (first === undefined) throw new Error('nothing to deliver');
    if (isIntakeEvent(first)) return (manager, events) => intakes.receive(manager, events);
    if (isDirectoryEvent(first)) return (manager, events) => directory.follow(manager, events);
    if (isCapacityEvent(first)) return (manager, events) => capacity.follow(manager, events);
    if (readAnswer(first) !== undefined) return (manager, events) => answers.apply(manager, events);
    throw new Error('nobody here follows such an event');
  }
}

function replicaOn(dataSource: DataSource, limits: Limits): Routing {
  return openRouting({
    dataSource,
    limits,
    city: CITY,
    sweep: SWEEP,
    ids: new UuidV7Generator(systemClock),
    randomBelow: (bound) => randomInt(bound),
    relay: { wake: () => undefined },
  });
}

function batchOf(events: readonly HavreEvent[]): Pick<EventBatch, 'events' | 'signal'> {
  return {
    signal: new AbortController().signal,
    events: events.map((event, index) => ({
      event,
      record: { topic: 'test', partition: 0, offset: BigInt(index), key: event.subject },
    })),
  };
}
