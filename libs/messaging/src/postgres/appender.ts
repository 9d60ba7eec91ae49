import { EventLogError } from '../event-log-error.js';
import type { OutgoingRecord } from '../event-log.js';
import { toEventLogError } from '../fault.js';
import { slotOfKey } from '../key-hash.js';
import { checkRecords } from '../record-limits.js';
import type { LogDatabase, Statement } from './log-database.js';
import type { TopicCatalog } from './topic-catalog.js';

const MAX_RECORDS = 2_000;
const MAX_CHARACTERS = 4 * 1024 * 1024;

interface PlacedRecord {
  readonly partitionId: number;
  readonly record: OutgoingRecord;
}

interface PendingAppend {
  readonly records: readonly PlacedRecord[];
  readonly characters: number;
  resolve(): void;
  reject(error: EventLogError): void;
}

/**
 * Group commit: while one transaction is on its way to the disk, the appends of all other callers gather and go together
 * in the next. One at a time, so that a caller's order is the log's order.
 */
export class Appender {
  readonly #statement: Statement;
  #pending: PendingAppend[] = [];
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(
    private readonly database: LogDatabase,
    private readonly catalog: TopicCatalog,
    schema: string,
    private readonly onAppended: (partitionIds: readonly number[]) => void,
  ) {
    this.#statement = appendStatement(schema);
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#isClosed) throw new EventLogError('closed');
    if (records.length === 0) return;
    checkRecords(records);
    const unseen = records.find(({ topic }) => this.catalog.known(topic) === undefined);
    if (unseen !== undefined) await this.#learn(records);
    const placed = records.map((record) => this.#place(record));
    const characters = records.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
    await new Promise<void>((resolve, reject) => {
      this.#pending.push({ records: placed, characters, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #learn(records: readonly OutgoingRecord[]): Promise<void> {
    for (const topic of new Set(records.map((record) => record.topic)))
      await this.catalog.partitionIds(topic);
  }

  #place(record: OutgoingRecord): PlacedRecord {
    const ids = this.catalog.known(record.topic) ?? [];
    const partitionId = ids[slotOfKey(record.key, ids.length)];
    if (partitionId === undefined) throw new EventLogError('unknown-topic');
    return { partitionId, record };
  }

  async #drain(): Promise<void> {
    // One turn of the event loop lets everything that is being appended right now join the first transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) await this.#write(this.#take());
    this.#running = undefined;
  }

  #take(): readonly PendingAppend[] {
    let count = 0;
    let records = 0;
    let characters = 0;
    for (const next of this.#pending) {
      const fits =
        records + next.records.length <= MAX_RECORDS && characters + next.characters <= MAX_CHARACTERS;
      if (count > 0 && !fits) break;
      count += 1;
      records += next.records.length;
      characters += next.characters;
    }
    return this.#pending.splice(0, count);
  }

  async #write(appends: readonly PendingAppend[]): Promise<void> {
    const records = appends.flatMap((append) => append.records);
    try {
      const values = appendValues(records);
      await this.database.durable(this.#statement, values.parameters);
      for (const append of appends) append.resolve();
      this.onAppended(values.partitionIds);
    } catch (error) {
      const fault = toEventLogError(error);
      for (const append of appends) append.reject(fault);
    }
  }
}

/**
 * One statement, one transaction, any number of partitions. The rows of the partitions are locked in the order of their
 * ids, so two appends never wait for each other in a circle; the locks last until commit, so offsets have no gaps.
 */
function appendStatement(schema: string): Statement {
  return {
    name: 'append',
    text: `
      WITH wanted AS (
        SELECT * FROM unnest($1::integer[], $2::integer[]) AS w(id, records)
      ), locked AS (
        SELECT p.id FROM ${schema}.partition p WHERE p.id = ANY($1) ORDER BY p.id FOR NO KEY UPDATE
      ), advanced AS (
        UPDATE ${schema}.partition p SET next_offset = p.next_offset + w.records
        FROM locked JOIN wanted w USING (id) WHERE p.id = locked.id
        RETURNING p.id, p.next_offset - w.records AS first
      )
      INSERT INTO ${schema}.record (partition_id, "offset", appended_at, key, value, headers)
      SELECT a.id, a.first + r.place, clock_timestamp(), r.key, r.value, r.headers
      FROM unnest($3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[]) AS r(id, place, key, value, headers)
      JOIN advanced a USING (id)`,
  };
}

interface AppendValues {
  readonly partitionIds: readonly number[];
  readonly parameters: readonly unknown[];
}

function appendValues(records: readonly PlacedRecord[]): AppendValues {
  const counts = new Map<number, number>();
  const places = records.map(({ partitionId }) => {
    const place = counts.get(partitionId) ?? 0;
    counts.set(partitionId, place + 1);
    return place;
  });
  const partitionIds = [...counts.keys()];
  return {
    partitionIds,
    parameters: [
      partitionIds,
      [...counts.values()],
      records.map(({ partitionId }) => partitionId),
      places,
      records.map(({ record }) => record.key),
      records.map(({ record }) => record.value),
      records.map(({ record }) => (record.headers === undefined ? null : JSON.stringify(record.headers))),
    ],
  };
}
