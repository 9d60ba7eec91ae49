import type { OutgoingRecord, QueryInTransaction, TransactionalAppends } from '../event-log.js';
import { PREPARED } from '../prepared.js';
import { appendSql, appendValues } from './append-statement.js';
import type { LogDatabase } from './log-database.js';
import { placeRecords } from './place-records.js';
import type { TopicCatalog } from './topic-catalog.js';

export interface TransactionalAppenderParts {
  readonly schema: string;
  readonly condition: string;
  readonly catalog: TopicCatalog;
  readonly announce: (partitionIds: readonly number[]) => void;
}

/** Which database a connection is on, and whether its user may append to the log in it. */
function whereabouts(schema: string): string {
  return `SELECT (SELECT system_identifier::text FROM pg_control_system()) || '/' ||
      (SELECT oid FROM pg_database WHERE datname = current_database()) AS database,
    has_table_privilege('${schema}.record', 'INSERT') AND has_table_privilege('${schema}.partition', 'SELECT, UPDATE') AS may`;
}

/** Whether `query` runs in the database of the log, as somebody who may append to it. */
export async function isWithinReach(
  query: QueryInTransaction,
  database: LogDatabase,
  schema: string,
): Promise<boolean> {
  const text = whereabouts(schema);
  try {
    const [[own]] = (await database.swift({ name: 'whereabouts', text }, [])) as [[string, boolean]];
    const [theirs] = (await query(text, [])) as { database: string; may: boolean }[];
    return theirs !== undefined && theirs.database === own && theirs.may;
  } catch {
    // Another server has no such tables, and whoever may not look may not append.
    return false;
  }
}

/** Appends as part of the transactions of others, in the log's own database. */
export class TransactionalAppender implements TransactionalAppends {
  readonly #sql: string;

  constructor(private readonly parts: TransactionalAppenderParts) {
    this.#sql = `${PREPARED} ${appendSql(parts.schema, parts.condition)}`;
  }

  async append(
    query: QueryInTransaction,
    records: readonly OutgoingRecord[],
  ): Promise<readonly number[] | undefined> {
    if (records.length === 0) return [];
    const { partitionIds, parameters } = appendValues(await placeRecords(records, this.parts.catalog));
    const [row] = (await query(this.#sql, [...parameters])) as { count: number }[];
    return row?.count === records.length ? partitionIds : undefined;
  }

  announce(appended: readonly number[]): void {
    if (appended.length > 0) this.parts.announce(appended);
  }
}
