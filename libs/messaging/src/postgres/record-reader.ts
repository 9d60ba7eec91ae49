import type { IncomingRecord } from '../event-log.js';
import type { LogDatabase, Row, Statement } from './log-database.js';
import { LogRecord, type RecordRow } from './log-record.js';
import type { TopicCatalog } from './topic-catalog.js';

export interface Position {
  readonly partitionId: number;
  /** Offset of the first record wanted. */
  readonly offset: bigint;
}

export interface ReadLimits {
  /** Most records of one position. */
  readonly each: number;
  /** Most records together; absent: as many as there are positions with `each`. */
  readonly all: number | undefined;
}

/** What one read found. */
export interface Found {
  /** In order for each partition, without those of ignored types. */
  readonly records: readonly IncomingRecord[];
  /** Offset after the last record that was looked at, by partition id; partitions without news are absent. */
  readonly ends: ReadonlyMap<number, bigint>;
  /** How many records were looked at. */
  readonly count: number;
}

/** Reads the next records of many partitions in one round trip. */
export class RecordReader {
  readonly #statement: Statement;

  constructor(
    private readonly database: LogDatabase,
    private readonly catalog: TopicCatalog,
    schema: string,
    private readonly ignoredTypes: readonly string[],
  ) {
    this.#statement = {
      name: 'records-read',
      text: `
        SELECT r.partition_id, r."offset", r.type, CASE WHEN wanted THEN r.key END, CASE WHEN wanted THEN r.value END,
          CASE WHEN wanted THEN r.headers END, extract(epoch FROM r.appended_at)::float8 * 1000
        FROM unnest($1::integer[], $2::bigint[]) AS p(partition_id, position)
        CROSS JOIN LATERAL (
          SELECT *, (type = ANY($5::text[])) IS NOT TRUE AS wanted FROM ${schema}.record
          WHERE record.partition_id = p.partition_id AND record."offset" >= p.position
          ORDER BY record."offset" LIMIT $3) r
        LIMIT $4`,
    };
  }

  /** When there are more records than `all`, the first positions have theirs before the later ones. */
  async read(positions: readonly Position[], { each, all }: ReadLimits): Promise<Found> {
    const rows = (await this.database.swift(this.#statement, [
      positions.map(({ partitionId }) => partitionId),
      positions.map(({ offset }) => String(offset)),
      each,
      all ?? null,
      this.ignoredTypes,
    ])) as readonly (Row & RecordRow)[];
    const records: IncomingRecord[] = [];
    const ends = new Map<number, bigint>();
    rows.forEach((row, index) => {
      const [partitionId, offset, , , value] = row;
      if (value !== null) records.push(new LogRecord(this.catalog.coordinates(partitionId), row));
      if (rows[index + 1]?.[0] !== partitionId) ends.set(partitionId, BigInt(offset) + 1n);
    });
    return { records, ends, count: rows.length };
  }
}
