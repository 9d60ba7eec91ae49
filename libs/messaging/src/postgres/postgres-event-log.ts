import { EventLogError } from '../event-log-error.js';
import type {
  EventLog,
  OutgoingRecord,
  PartitionLag,
  QueryInTransaction,
  RecordHandler,
  RewoundPartition,
  SubscribeOptions,
  Subscription,
  TransactionalAppends,
  TopicSpec,
} from '../event-log.js';
import { subscribeSettings } from '../subscribe-settings.js';
import { Appender } from './appender.js';
import { LogDatabase, type Row, type Statement } from './log-database.js';
import { clockAhead, createLogTables } from './log-tables.js';
import { LogUpkeep } from './log-upkeep.js';
import {
  postgresSettings,
  type PostgresEventLogOptions,
  type PostgresSettings,
} from './postgres-settings.js';
import { PostgresSubscription } from './postgres-subscription.js';
import { rewindGroup } from './rewind-group.js';
import { TopicCatalog } from './topic-catalog.js';
import { isWithinReach, TransactionalAppender } from './transactional-appender.js';
import { WakeUps } from './wake-ups.js';

const PING: Statement = { name: 'ping', text: 'SELECT 1' };

/**
 * Opens the log in PostgreSQL and makes its tables where they are missing.
 * @throws EventLogError `unavailable` when the database does not answer, `invalid-option`
 */
export async function openPostgresEventLog(options: PostgresEventLogOptions): Promise<PostgresEventLog> {
  const settings = postgresSettings(options);
  const database = new LogDatabase(settings);
  try {
    await createLogTables(database, settings.schema);
  } catch (error) {
    await database.close();
    throw error;
  }
  return new PostgresEventLog(database, settings);
}

/** The port on tables. One instance a process: it keeps a few connections and one that listens. */
export class PostgresEventLog implements EventLog {
  readonly kind = 'postgresql';
  /** Retention and compaction; runs by itself unless `housekeepingMs` is 0. */
  readonly upkeep: LogUpkeep;
  readonly #catalog: TopicCatalog;
  readonly #wakeUps: WakeUps;
  readonly #appender: Appender;
  readonly #subscriptions = new Set<PostgresSubscription>();
  readonly #lag: Statement;
  #closed: Promise<void> | undefined;

  constructor(
    private readonly database: LogDatabase,
    private readonly settings: PostgresSettings,
  ) {
    const { schema } = settings;
    this.#catalog = new TopicCatalog(database, settings);
    this.#wakeUps = new WakeUps(database, settings);
    this.#appender = new Appender(database, this.#catalog, schema, (ids) =>
      this.#wakeUps.announceRecords(ids),
    );
    this.#lag = lagStatement(schema);
    this.upkeep = new LogUpkeep(database, settings);
    this.upkeep.start();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    this.#checkOpen();
    if (topics.length > 0) await this.#catalog.ensure(topics);
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    await this.#appender.append(records);
  }

  async joinTransactions(
    query: QueryInTransaction,
    condition: string,
  ): Promise<TransactionalAppends | undefined> {
    this.#checkOpen();
    const { schema } = this.settings;
    if (!(await isWithinReach(query, this.database, schema))) return undefined;
    const announce = (ids: readonly number[]): void => this.#wakeUps.announceRecords(ids);
    return new TransactionalAppender({ schema, condition, catalog: this.#catalog, announce });
  }

  async subscribe(options: SubscribeOptions, handler: RecordHandler): Promise<Subscription> {
    this.#checkOpen();
    const checked = subscribeSettings(options);
    for (const topic of checked.topics) await this.#catalog.partitionIds(topic);
    const subscription = new PostgresSubscription({
      ...checked,
      handler,
      database: this.database,
      catalog: this.#catalog,
      wakeUps: this.#wakeUps,
      settings: this.settings,
      onClosed: () => this.#subscriptions.delete(subscription),
    });
    this.#subscriptions.add(subscription);
    try {
      await subscription.start();
    } catch (error) {
      this.#subscriptions.delete(subscription);
      throw error;
    }
    return subscription;
  }

  async lag(group: string): Promise<readonly PartitionLag[]> {
    this.#checkOpen();
    const rows = (await this.database.swift(this.#lag, [group])) as readonly (Row &
      [string, number, string, string])[];
    return rows.map(([topic, partition, committed, end]) => ({
      topic,
      partition,
      committed: BigInt(committed),
      end: BigInt(end),
      lag: Number(BigInt(end) - BigInt(committed)),
    }));
  }

  async rewind(group: string, topics: readonly string[], since: Date): Promise<readonly RewoundPartition[]> {
    this.#checkOpen();
    return rewindGroup(this.database, this.settings.schema, { group, topics, since });
  }

  async deleteBefore(topic: string, partition: number, offset: bigint): Promise<void> {
    this.#checkOpen();
    await this.upkeep.deleteBefore(await this.#catalog.partitionId(topic, partition), offset);
  }

  async moveClock(aheadMs: number): Promise<void> {
    this.#checkOpen();
    const { schema } = this.settings;
    const text = clockAhead(schema, Math.max(0, Math.round(aheadMs)));
    await this.database.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`havre:${schema}`]);
      await client.query(text);
    });
  }

  async ping(): Promise<void> {
    this.#checkOpen();
    await this.database.swift(PING, []);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#appender.close();
    await this.upkeep.close();
    await this.#wakeUps.close();
    await this.database.close();
  }

  #checkOpen(): void {
    if (this.#closed !== undefined) throw new EventLogError('closed');
  }
}

/** A group that never committed is behind by everything; deleted records are nobody's lag. */
function lagStatement(schema: string): Statement {
  return {
    name: 'lag',
    text: `SELECT p.topic, p.partition, greatest(l.committed, p.start_offset), p.next_offset
      FROM ${schema}.lease l JOIN ${schema}.partition p ON p.id = l.partition_id
      WHERE l.group_name = $1 ORDER BY p.topic, p.partition`,
  };
}
