import type { IncomingRecord } from '../event-log.js';
import type { LogDatabase, Row, Statement } from './log-database.js';
import type { TopicCatalog } from './topic-catalog.js';

export interface Position {
  readonly partitionId: number;
  /** Offset of the first record wanted. */
  readonly offset: bigint;
}

type RecordRow = Row & [number, string, string, string, string | null, number];

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

/** Reads the next records of many partitions in one round trip. */
export class RecordReader {
  readonly #statement: Statement;

  constructor(
    private readonly database: LogDatabase,
    private readonly catalog: TopicCatalog,
    schema: string,
  ) {
    this.#statement = {
      name: 'records-read',
      text: `
        SELECT r.partition_id, r."offset", r.key, r.value, r.headers, extract(epoch FROM r.appended_at)::float8 * 1000
        FROM unnest($1::integer[], $2::bigint[]) AS wanted(partition_id, position)
        CROSS JOIN LATERAL (
          SELECT * FROM ${schema}.record
          WHERE record.partition_id = wanted.partition_id AND record."offset" >= wanted.position
          ORDER BY record."offset" LIMIT $3) r`,
    };
  }

  /** At most `limit` records for each position, in order; positions without news are absent from the answer. */
  async read(
    positions: readonly Position[],
    limit: number,
  ): Promise<ReadonlyMap<number, readonly IncomingRecord[]>> {
    const rows = (await this.database.swift(this.#statement, [
      positions.map(({ partitionId }) => partitionId),
      positions.map(({ offset }) => String(offset)),
      limit,
    ])) as readonly RecordRow[];
    const found = new Map<number, IncomingRecord[]>();
    for (const row of rows) {
      const records = found.get(row[0]);
      if (records === undefined) found.set(row[0], [this.#record(row)]);
      else records.push(this.#record(row));
    }
    return found;
  }

  #record([partitionId, offset, key, value, headers, appendedAtMs]: RecordRow): IncomingRecord {
    const { topic, partition } = this.catalog.coordinates(partitionId);
    return {
      topic,
      partition,
      offset: BigInt(offset),
      key,
      value,
      headers: headers === null ? NO_HEADERS : (JSON.parse(headers) as Readonly<Record<string, string>>),
      appendedAt: new Date(appendedAtMs),
    };
  }
}
