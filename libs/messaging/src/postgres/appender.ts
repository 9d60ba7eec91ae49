import { AppendQueue } from '../append-queue.js';
import { EventLogError } from '../event-log-error.js';
import type { OutgoingRecord } from '../event-log.js';
import { slotOfKey } from '../key-hash.js';
import { checkRecords } from '../record-limits.js';
import type { LogDatabase, Statement } from './log-database.js';
import type { TopicCatalog } from './topic-catalog.js';

interface PlacedRecord {
  readonly partitionId: number;
  readonly record: OutgoingRecord;
}

/** Appends to the tables: whatever callers append at the same time goes in one statement. */
export class Appender {
  readonly #statement: Statement;
  readonly #queue: AppendQueue<PlacedRecord>;

  constructor(
    private readonly database: LogDatabase,
    private readonly catalog: TopicCatalog,
    schema: string,
    private readonly onAppended: (partitionIds: readonly number[]) => void,
  ) {
    this.#statement = appendStatement(schema);
    this.#queue = new AppendQueue({
      maxEntries: 2_000,
      maxBytes: 4 * 1024 * 1024,
      sizeOf: ({ record }) => record.key.length + record.value.length,
      write: (records) => this.#write(records),
    });
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    this.#queue.checkOpen();
    if (records.length === 0) return;
    checkRecords(records);
    const unseen = new Set(
      records.map(({ topic }) => topic).filter((topic) => this.catalog.known(topic) === undefined),
    );
    for (const topic of unseen) await this.catalog.partitionIds(topic);
    await this.#queue.submit(records.map((record) => this.#place(record)));
  }

  close(): Promise<void> {
    return this.#queue.close();
  }

  #place(record: OutgoingRecord): PlacedRecord {
    const ids = this.catalog.known(record.topic) ?? [];
    const partitionId = ids[slotOfKey(record.key, ids.length)];
    if (partitionId === undefined) throw new EventLogError('unknown-topic');
    return { partitionId, record };
  }

  async #write(records: readonly PlacedRecord[]): Promise<void> {
    const { partitionIds, parameters } = appendValues(records);
    await this.database.durable(this.#statement, parameters);
    this.onAppended(partitionIds);
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
      SELECT a.id, a.first + r.place, ${schema}.log_now(), r.key, r.value, r.headers
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
