import { EffectsOnce } from '@havre/messaging';
import { readRecord, type HavreEvent } from '@havre/events';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import type { DataSource, EntityManager } from 'typeorm';
import type { LedgerTerms } from '../domain/ledger-terms.js';
import { openLedgerDatabase } from '../persistence/open-ledger-database.js';
import { readEntry } from '../record-batch/read-entry.js';
import { openLedger, type Ledger } from '../record-batch/open-ledger.js';
import type { WorkerSettings } from '../settings/worker-settings.js';
import { NOW, TERMS } from './given.js';
import { event, listedEvent } from './sample-events.js';

export const WORKERS: WorkerSettings = {
  batchSize: 500,
  expiryIntervalMs: 1_000,
  ageingIntervalMs: 1_000,
  forgettingIntervalMs: 60_000,
  retentionDays: 7,
  driftRetentionDays: 90,
  listingGraceSeconds: 120,
};

/** A row of the ledger beside the sum of its live holds, as the database has them. */
export interface RowOnDisk {
  readonly service: string;
  readonly unit: string;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly deficit: number;
  readonly heldBy: Readonly<Record<string, number>>;
  readonly outOfService: number;
  readonly surge: number;
  readonly drift: number | null;
  readonly freshness: string;
  readonly liveHolds: number;
  readonly liveBy: Readonly<Record<string, number>>;
}

const ROWS = `
  SELECT l.service_id AS service, l.unit_key AS unit, l.total, l.occupied, l.held, l.deficit, l.freshness,
    l.held_by AS "heldBy", l.out_of_service AS "outOfService", l.surge, l.drift,
    (SELECT coalesce(sum(quantity), 0)::integer FROM hold h
      WHERE h.ledger_id = l.ledger_id AND h.settled_at IS NULL) AS "liveHolds",
    (SELECT coalesce(json_object_agg(publisher, places), '{}') FROM (
      SELECT publisher, sum(quantity)::integer AS places FROM hold h
      WHERE h.ledger_id = l.ledger_id AND h.settled_at IS NULL GROUP BY publisher) AS p) AS "liveBy"
  FROM ledger l ORDER BY l.service_id, l.unit_key`;

/** A clock in a table: moving it plans no statement anew. */
const CLOCK = `
  CREATE TABLE test_clock (now timestamptz NOT NULL);
  INSERT INTO test_clock VALUES (clock_timestamp());
  CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT now FROM test_clock'`;

/** The service's own ledger on a real PostgreSQL, its clock in the test's hand, and a second replica of it. */
export class TestLedger {
  private ids = 0;

  private constructor(
    private readonly postgres: TestPostgres,
    readonly dataSource: DataSource,
    readonly ledger: Ledger,
    readonly replica: Ledger,
    private readonly effects: EffectsOnce,
  ) {}

  static async start(
    changes: { terms?: LedgerTerms; workers?: Partial<WorkerSettings>; poolSize?: number } = {},
  ): Promise<TestLedger> {
    const postgres = await startPostgres();
    const dataSource = await openLedgerDatabase(postgres.url, changes.poolSize ?? 10);
    let ids = 0;
    const open = (): Ledger =>
      openLedger({
        dataSource,
        terms: changes.terms ?? TERMS,
        workers: { ...WORKERS, ...changes.workers },
        newId: () => `test.${process.pid}.${++ids}`,
        relay: { wake: () => undefined },
      });
    await dataSource.query(CLOCK);
    const effects = new EffectsOnce(dataSource, 'capacity');
    const test = new TestLedger(postgres, dataSource, open(), open(), effects);
    await test.setClock(NOW);
    return test;
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.postgres.stop();
  }

  /** Forgets everything but the services themselves, whose rows are never deleted. */
  async reset(): Promise<void> {
    await this.setClock(NOW);
    await this.dataSource.query('TRUNCATE hold, movement, drift, ledger, inbox, outbox, waiting_statement');
    await this.dataSource.query(
      `UPDATE service SET owner = NULL, kind = NULL, is_listed = false, limits = NULL,
         closed_from = NULL, closed_until = NULL, closure_said_at = NULL`,
    );
  }

  /** Moves the one clock: the database's. */
  async setClock(now: number): Promise<void> {
    await this.dataSource.query('UPDATE test_clock SET now = $1', [new Date(now)]);
  }

  /** A batch from the log, as the consumer hands it over: inbox, ledger and outbox in one transaction. */
  receive(...events: readonly HavreEvent[]): Promise<void> {
    return this.deliver(this.ledger, events);
  }

  /** The same, to one of the replicas. */
  async deliver(to: Ledger, events: readonly HavreEvent[]): Promise<void> {
    await this.effects.apply(batchOf(events), (manager, fresh) => record(to, manager, fresh));
  }

  /** The same, lost at the end of its transaction. */
  async lose(events: readonly HavreEvent[]): Promise<void> {
    const lost = new Error('lost');
    await this.effects
      .apply(batchOf(events), async (manager, fresh) => {
        await record(this.ledger, manager, fresh);
        throw lost;
      })
      .catch((error: unknown) => {
        if (error !== lost) throw error;
      });
  }

  /** Lists a service and reports its beds. */
  async listed(serviceId: string, total: number, occupied = 0, saidAt = NOW): Promise<void> {
    await this.receive(listedEvent(serviceId));
    await this.receive(
      event(
        'havre.capacity.reported.v1',
        { units: [{ unitType: 'bed', total, occupied }] },
        { subject: serviceId, time: saidAt },
      ),
    );
    await this.published();
  }

  /** Takes what waits in the outbox, in order, each checked against its schema. */
  async published(): Promise<readonly HavreEvent[]> {
    const [rows] = await this.dataSource.query<[{ value: string; shard: number; id: string }[], number]>(
      'DELETE FROM outbox RETURNING value, shard, id',
    );
    return [...rows].sort((a, b) => Number(a.id) - Number(b.id)).map(({ value }) => parse(value));
  }

  rows(): Promise<readonly RowOnDisk[]> {
    return this.dataSource.query<RowOnDisk[]>(ROWS);
  }

  newId(): string {
    this.ids += 1;
    return `0198c0de-0009-7000-8000-${String(this.ids).padStart(12, '0')}`;
  }
}

function record(
  { batches, directory }: Ledger,
  manager: EntityManager,
  events: readonly HavreEvent[],
): Promise<readonly HavreEvent[]> {
  const isListing = ({ type }: HavreEvent): boolean =>
    type.startsWith('havre.service.') && type !== 'havre.service.closed.v1';
  return events.some(isListing)
    ? directory.follow(manager, events)
    : batches.record(
        manager,
        events.flatMap((event) => readEntry(event) ?? []),
      );
}

function batchOf(events: readonly HavreEvent[]): Parameters<EffectsOnce['apply']>[0] {
  return {
    signal: new AbortController().signal,
    events: events.map((each, index) => ({
      event: each,
      record: { topic: 'havre.capacity', partition: 0, offset: BigInt(index), key: each.subject },
    })),
  };
}

function parse(value: string): HavreEvent {
  const result = readRecord(value);
  if (result.outcome === 'invalid') throw new Error(`an invalid event was published: ${result.code}`);
  return result.event;
}
