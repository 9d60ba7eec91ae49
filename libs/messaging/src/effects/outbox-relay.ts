import type { DataSource } from 'typeorm';
import type { EventLog, OutgoingRecord } from '../event-log.js';
import { faultOf } from '../fault.js';
import { silentLogger, type MessagingLogger } from '../messaging-logger.js';
import { backoffMs, pause, systemScheduler, type BackoffSettings, type Scheduler } from '../scheduler.js';
import type { Outbox } from './outbox.js';
import { ShardLeases } from './shard-leases.js';

export interface OutboxRelayOptions {
  /** The outbox of the same service: what it has appended itself needs no relay, only an announcement. */
  readonly outbox?: Outbox;
  /** Most rows in one append. Default 1 000. */
  readonly maxBatch?: number;
  /** Milliseconds of silence after which a relay's shards go to others. Default 10 000. */
  readonly leaseMs?: number;
  /** Milliseconds between two looks at the outbox while this relay has every shard. Default 1 000. */
  readonly idlePollMs?: number;
  /** The same while other relays have some: their processes cannot wake this one. Default 100. */
  readonly sharedPollMs?: number;
  readonly backoff?: BackoffSettings;
  readonly logger?: MessagingLogger;
  readonly scheduler?: Scheduler;
  readonly newId?: () => string;
}

interface OutboxRow {
  shard: number;
  id: string;
  topic: string;
  key: string;
  value: string;
  headers: string;
}

// No cursor: whatever is there is read, so a transaction that commits late is relayed late, and not lost.
const READ = `SELECT shard, id, topic, key, value, headers FROM outbox
  WHERE shard = ANY($1::smallint[]) ORDER BY id LIMIT $2`;

// Losing this deletion in a crash only sends the rows again, so its commit need not wait for the disk.
const DELETE = `WITH gone AS (
    DELETE FROM outbox o USING unnest($1::smallint[], $2::bigint[]) AS done(shard, id)
    WHERE o.shard = done.shard AND o.id = done.id RETURNING 1)
  SELECT count(*), set_config('synchronous_commit', 'off', true) FROM gone`;

const STOP_MS = 10_000;

const DEFAULTS = {
  maxBatch: 1_000,
  leaseMs: 10_000,
  idlePollMs: 1_000,
  sharedPollMs: 100,
  backoff: { initialMs: 50, maxMs: 2_000 },
  logger: silentLogger,
  scheduler: systemScheduler,
};

/**
 * Moves outbox rows to the log: reads in the order of their ids, appends, deletes. Each shard has one relay at a time by a
 * lease, so the events of a key leave in order however many replicas run. A relay that dies between append and deletion
 * leaves rows that are appended twice.
 */
export class OutboxRelay {
  readonly #options: Required<Omit<OutboxRelayOptions, 'newId' | 'outbox'>>;
  readonly #outbox: Outbox | undefined;
  readonly #leases: ShardLeases;
  readonly #stopped = new AbortController();
  #relaying: Promise<void> | undefined;
  #hasNews = false;
  #cancelPoll: () => void = () => undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly eventLog: EventLog,
    { newId, outbox, ...options }: OutboxRelayOptions = {},
  ) {
    this.#outbox = outbox;
    this.#options = { ...DEFAULTS, ...options };
    const { leaseMs, logger, scheduler } = this.#options;
    this.#leases = new ShardLeases(dataSource, {
      leaseMs,
      logger,
      scheduler,
      onChange: () => this.#relay(),
      ...(newId === undefined ? {} : { newId }),
    });
  }

  async start(): Promise<void> {
    await this.#leases.start();
    this.#relay();
  }

  /** Events were committed. Cheap and never waits. */
  wake(): void {
    if (this.#outbox?.announce() !== false) this.#relay();
  }

  #relay(): void {
    this.#hasNews = true;
    if (this.#stopped.signal.aborted || this.#relaying !== undefined) return;
    this.#cancelPoll();
    this.#relaying = this.#relayAll().finally(() => {
      this.#relaying = undefined;
      if (this.#hasNews) this.#relay();
      else this.#poll();
    });
  }

  /** Finishes the append under way and gives the shards back. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#cancelPoll();
    const done = this.#finish();
    const patience = new AbortController();
    // A pool that was ended first never answers: the leases run out by themselves then.
    await Promise.race([done, pause(this.#options.scheduler, STOP_MS, patience.signal)]);
    patience.abort();
  }

  /** Lifecycle of Nest. */
  async onApplicationBootstrap(): Promise<void> {
    await this.start();
  }

  /** Lifecycle of Nest: after the consumers have closed. */
  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  async #finish(): Promise<void> {
    await this.#relaying;
    await this.#leases.stop();
  }

  #poll(): void {
    if (this.#stopped.signal.aborted) return;
    const { idlePollMs, sharedPollMs, scheduler } = this.#options;
    const wait = this.#leases.hasAll ? idlePollMs : sharedPollMs;
    this.#cancelPoll = scheduler.after(wait, () => this.#relay());
  }

  async #relayAll(): Promise<void> {
    const { backoff, logger, scheduler, maxBatch } = this.#options;
    for (let failures = 0; !this.#stopped.signal.aborted;) {
      try {
        this.#hasNews = false;
        const moved = await this.#relayOnce();
        failures = 0;
        if (moved < maxBatch && !this.#hasMore()) return;
      } catch (error) {
        logger.warn('outbox.relay-failed', { attempts: failures + 1, code: faultOf(error).code });
        await pause(scheduler, backoffMs(backoff, failures++), this.#stopped.signal);
      }
    }
  }

  #hasMore(): boolean {
    return this.#hasNews;
  }

  async #relayOnce(): Promise<number> {
    const shards = this.#leases.owned();
    if (shards.length === 0) return 0;
    const rows = await this.dataSource.query<OutboxRow[]>(READ, [shards, this.#options.maxBatch]);
    if (rows.length === 0 || !this.#leases.isValid()) return 0;
    await this.eventLog.append(rows.map((row) => recordOf(row)));
    await this.dataSource.query(DELETE, [rows.map(({ shard }) => shard), rows.map(({ id }) => id)]);
    return rows.length;
  }
}

function recordOf({ topic, key, value, headers }: OutboxRow): OutgoingRecord {
  return { topic, key, value, headers: JSON.parse(headers) as Readonly<Record<string, string>> };
}
