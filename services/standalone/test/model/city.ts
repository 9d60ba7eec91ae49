import {
  openLedger,
  openLedgerDatabase,
  readCapacitySettings,
  readEntry,
  type Ledger,
} from '@havre/capacity';
import { eventDefinition, readRecord, type HavreEvent } from '@havre/events';
import { EffectsOnce, type EventBatch } from '@havre/messaging';
import { DEFAULT_LIMITS, openRouting, REFERRAL_PERSISTENCE, type Routing } from '@havre/referral';
import { createDataSource, systemClock, UuidV7Generator } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { Log, type Disorder } from './log.js';

type DataSource = Awaited<ReturnType<typeof createDataSource>>;

const REPLICAS = 2;
const LEDGER_TABLES = 'hold, ledger, inbox, outbox, waiting_statement';
const REFERRAL_TABLES =
  'referral, explanation, directory_entry, closure, availability, service_flag, outcome_count, inbox, outbox';

const CLOCK = `
  CREATE TABLE test_now (at timestamptz NOT NULL);
  INSERT INTO test_now VALUES (clock_timestamp());
  CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM test_now'`;

/** One process of both services, with its own caches. */
interface Replica {
  readonly routing: Routing;
  readonly ledger: Ledger;
}

/**
 * Referrals and the ledger of places on a real PostgreSQL, two replicas of each, with a log between them that a test may put
 * out of order; no gate, no feed. One clock, in the test's hand.
 */
export class City {
  readonly log = new Log();
  #active = 0;

  private constructor(
    private readonly postgres: TestPostgres,
    readonly referrals: DataSource,
    readonly places: DataSource,
    private readonly replicas: readonly Replica[],
    private readonly effects: EffectsOnce,
  ) {}

  static async start(): Promise<City> {
    const postgres = await startPostgres();
    const referrals = await createDataSource({ url: postgres.url, ...REFERRAL_PERSISTENCE });
    const places = await openLedgerDatabase(postgres.url, 10);
    for (const source of [referrals, places]) await source.query(CLOCK);
    const replicas = Array.from({ length: REPLICAS }, () => replicaOn(postgres.url, referrals, places));
    return new City(postgres, referrals, places, replicas, new EffectsOnce(places, 'capacity'));
  }

  async stop(): Promise<void> {
    await Promise.all([this.referrals.destroy(), this.places.destroy()]);
    await this.postgres.stop();
  }

  /** Forgets everything but the tables. */
  async clear(now: number): Promise<void> {
    this.log.clear();
    await this.referrals.query(`TRUNCATE ${REFERRAL_TABLES}`);
    await this.places.query(`TRUNCATE ${LEDGER_TABLES}, service CASCADE`);
    await this.setClock(now);
    for (const { routing } of this.replicas) routing.cache.invalidate();
  }

  /** A row, not another function for each moment: PostgreSQL would plan every statement anew. */
  async setClock(now: number): Promise<void> {
    const at = new Date(now).toISOString();
    for (const source of [this.referrals, this.places])
      await source.query('UPDATE test_now SET at = $1', [at]);
  }

  /** The other replica takes over, with whatever it remembers. */
  switchReplica(): void {
    this.#active = (this.#active + 1) % REPLICAS;
  }

  /** Appends, and lets both services work until nothing is left to read. */
  async publish(events: readonly HavreEvent[], disorder: Disorder): Promise<void> {
    this.log.append(events);
    await this.settle(disorder);
  }

  /** What the clock asks for, by both replicas at once, and everything that follows. */
  async sweep(disorder: Disorder): Promise<void> {
    for (const { ledger, routing } of this.replicas) {
      await ledger.expiry.run();
      await ledger.ageing.run();
      await routing.due.run();
    }
    await this.collect();
    await this.settle(disorder);
  }

  private async settle(disorder: Disorder): Promise<void> {
    for (let batch = this.log.next(disorder); batch !== undefined; batch = this.log.next(disorder)) {
      const { topic } = eventDefinition(batch[0]?.type ?? 'havre.intake.received.v1');
      if (disorder.isCrashing) await this.deliver(topic, batch, crashing()).catch(() => undefined);
      await this.deliverAtLast(topic, batch);
      if (disorder.isDuplicating) await this.deliverAtLast(topic, batch);
      await this.collect();
    }
  }

  /** Again as long as the service says that it makes sense, as its consumer does. */
  private async deliverAtLast(topic: string, events: readonly HavreEvent[]): Promise<void> {
    for (;;) {
      try {
        await this.deliver(topic, events, new AbortController().signal);
        return;
      } catch (error) {
        if ((error as { retriable?: boolean }).retriable !== true) throw error;
      }
    }
  }

  private async deliver(topic: string, events: readonly HavreEvent[], signal: AbortSignal): Promise<void> {
    const replica = this.replicas[this.#active];
    if (replica === undefined) throw new Error('no replica');
    const { routing, ledger } = replica;
    const batch = batchOf(topic, events, signal);
    switch (topic) {
      case 'havre.intake':
        return routing.events.onIntakes(batch);
      case 'havre.referral':
        return routing.events.onReferrals(batch);
      case 'havre.directory':
        await this.effects.apply(batch, (manager, fresh) => ledger.directory.follow(manager, fresh));
        return routing.events.onDirectory(batch);
      case 'havre.capacity': {
        const asked = batch.events.filter(({ event }) => readEntry(event) !== undefined);
        await this.effects.apply({ events: asked, signal }, (manager, fresh) =>
          ledger.batches.record(
            manager,
            fresh.flatMap((event) => readEntry(event) ?? []),
          ),
        );
        return routing.events.onCapacity(batch);
      }
      default:
        return;
    }
  }

  private async collect(): Promise<void> {
    for (const source of [this.referrals, this.places]) {
      const [rows] = await source.query<[{ id: string; value: string }[], number]>(
        'DELETE FROM outbox RETURNING id, value',
      );
      const inOrder = [...rows].sort((left, right) => Number(left.id) - Number(right.id));
      this.log.append(inOrder.map(({ value }) => read(value)));
    }
  }
}

function replicaOn(url: string, referrals: DataSource, places: DataSource): Replica {
  const { terms, workers } = readCapacitySettings({ HAVRE_DATABASE_URL: url, HAVRE_PUBLISHER_SHARE: '1' });
  const ids = new UuidV7Generator(systemClock);
  const relay = { wake: () => undefined };
  let drawn = 0;
  return {
    ledger: openLedger({ dataSource: places, terms, workers, newId: () => ids.uuid(), relay }),
    routing: openRouting({
      dataSource: referrals,
      limits: DEFAULT_LIMITS,
      city: { timeZone: 'America/Toronto', language: 'fr' },
      sweep: { intervalMs: 1_000, batchSize: 100, forgettingIntervalMs: 1_000 },
      ids,
      // Any words will do; drawn again when they are taken.
      randomBelow: (bound) => (drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648) % bound,
      relay,
    }),
  };
}

/** Not aborted when the batch begins, aborted when it is about to commit: everything that it wrote is taken back. */
function crashing(): AbortSignal {
  let asked = 0;
  return {
    get aborted() {
      return (asked += 1) > 1;
    },
  } as unknown as AbortSignal;
}

function batchOf(topic: string, events: readonly HavreEvent[], signal: AbortSignal): EventBatch {
  return {
    topic,
    partition: 0,
    signal,
    events: events.map((event, index) => ({
      event,
      record: { topic, partition: 0, offset: BigInt(index), key: event.subject },
    })),
  };
}

function read(value: string): HavreEvent {
  const result = readRecord(value);
  if (result.outcome === 'invalid') throw new Error(`an event that no reader accepts: ${result.code}`);
  return result.event;
}
