import { toRecord, type EventRecord, type HavreEvent } from '@havre/events';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { EventLog, TransactionalAppends } from '../event-log.js';
import { slotOfKey } from '../key-hash.js';
import { PREPARED } from '../prepared.js';
import { OUTBOX_SHARDS } from './messaging-tables.js';

const INSERT = `${PREPARED} INSERT INTO outbox (shard, topic, key, value, headers)
  SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[])`;

/** What an earlier version, or another log, has left in the table goes first: the events of a key keep their order. */
const NOTHING_WAITS = 'NOT EXISTS (SELECT FROM outbox)';

interface Appended {
  readonly runner: QueryRunner | undefined;
  readonly partitions: readonly number[];
}

/**
 * Events that leave with a transaction: written in it, in the log after its commit, or not at all. Where the log lies in the
 * service's own database they are appended within the transaction; elsewhere they wait in a table for the relay.
 * Events of one entity keep their order when the transaction holds the entity's row before it adds them. Let it be the last
 * thing that the transaction does: other appends wait for its commit.
 */
export class Outbox {
  readonly #log: TransactionalAppends | undefined;
  readonly #unannounced = new Set<Appended>();
  #hasRows = true;

  /** @param log absent: everything waits for the relay */
  constructor(log?: TransactionalAppends) {
    this.#log = log;
  }

  /** Whether events are in the log with the commit of their transaction. */
  get commitsWithLog(): boolean {
    return this.#log !== undefined;
  }

  /** One statement for any number of events; nothing for none. */
  async add(manager: EntityManager, events: readonly HavreEvent[]): Promise<void> {
    if (events.length === 0) return;
    const records = events.map((event) => toRecord(event));
    if (this.#log !== undefined && (await this.#append(this.#log, manager, records))) return;
    this.#hasRows = true;
    await manager.query(INSERT, [
      records.map(({ key }) => slotOfKey(key, OUTBOX_SHARDS)),
      records.map(({ topic }) => topic),
      records.map(({ key }) => key),
      records.map(({ value }) => value),
      records.map(({ headers }) => JSON.stringify(headers)),
    ]);
  }

  /**
   * Wakes the readers of what has been appended by transactions that have ended since.
   * @returns whether rows may wait for the relay too
   */
  announce(): boolean {
    for (const appended of this.#unannounced) {
      if (appended.runner?.isTransactionActive === true) continue;
      this.#unannounced.delete(appended);
      this.#log?.announce(appended.partitions);
    }
    const hadRows = this.#hasRows;
    this.#hasRows = this.#log === undefined;
    return hadRows;
  }

  async #append(
    log: TransactionalAppends,
    manager: EntityManager,
    records: readonly EventRecord[],
  ): Promise<boolean> {
    const partitions = await log.append((sql, parameters) => manager.query(sql, parameters), records);
    if (partitions === undefined) return false;
    this.#unannounced.add({ runner: manager.queryRunner, partitions });
    return true;
  }
}

/** The outbox of a service, by where the log lies. */
export async function openOutbox(dataSource: DataSource, eventLog: EventLog): Promise<Outbox> {
  return new Outbox(
    await eventLog.joinTransactions?.((sql, parameters) => dataSource.query(sql, parameters), NOTHING_WAITS),
  );
}
