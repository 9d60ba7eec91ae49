import type { LogDatabase } from './log-database.js';

/**
 * `partition.next_offset` is the lock and the counter of a partition: whoever appends holds its row until commit, so
 * offsets have no gaps and become visible in order. `lease` holds, for a group and a partition, the committed offset and
 * the current owner; `epoch` rises with every change of owner and fences the ones before.
 * Hot rows leave room in their pages, so that updates stay in place (HOT) and cost does not grow.
 * `record.type` is the header `ce_type`, apart from the others: readers that have no use for a type are not sent its records.
 */
function tables(schema: string): string {
  return `
    CREATE SCHEMA IF NOT EXISTS ${schema};
    ${clockAhead(schema, 0)};
    CREATE TABLE IF NOT EXISTS ${schema}.topic (
      name text PRIMARY KEY,
      cleanup text NOT NULL CHECK (cleanup IN ('delete', 'compact')),
      retention_ms bigint NOT NULL CHECK (retention_ms > 0)
    );
    CREATE TABLE IF NOT EXISTS ${schema}.partition (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      topic text NOT NULL REFERENCES ${schema}.topic,
      partition integer NOT NULL,
      next_offset bigint NOT NULL DEFAULT 0,
      start_offset bigint NOT NULL DEFAULT 0,
      compacted_to bigint NOT NULL DEFAULT 0,
      UNIQUE (topic, partition)
    ) WITH (fillfactor = 20);
    CREATE TABLE IF NOT EXISTS ${schema}.record (
      partition_id integer NOT NULL,
      "offset" bigint NOT NULL,
      appended_at timestamptz NOT NULL,
      key text NOT NULL,
      value text NOT NULL,
      headers text,
      type text,
      PRIMARY KEY (partition_id, "offset")
    );
    CREATE TABLE IF NOT EXISTS ${schema}.lease (
      group_name text NOT NULL,
      partition_id integer NOT NULL REFERENCES ${schema}.partition,
      committed bigint NOT NULL,
      epoch bigint NOT NULL DEFAULT 0,
      owner uuid,
      expires_at timestamptz NOT NULL DEFAULT '-infinity',
      PRIMARY KEY (group_name, partition_id)
    ) WITH (fillfactor = 20);
    CREATE TABLE IF NOT EXISTS ${schema}.member (
      group_name text NOT NULL,
      id uuid NOT NULL,
      topics text[] NOT NULL,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (group_name, id)
    ) WITH (fillfactor = 50);`;
}

/**
 * The clock that stamps records and forgets them; leases go by real time. Volatile, and one expression, so that the planner
 * takes it for what it says.
 */
export function clockAhead(schema: string, aheadMs: number): string {
  const ahead = aheadMs === 0 ? '' : ` + interval ''${String(aheadMs)} milliseconds''`;
  return `CREATE OR REPLACE FUNCTION ${schema}.log_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    'SELECT clock_timestamp()${ahead}'`;
}

/** What of today's log is there: an earlier version may have made it. */
const FOUND = `SELECT to_regclass($1) IS NOT NULL AS made, to_regprocedure($2) IS NOT NULL AS timed,
  EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass($3) AND attname = 'type' AND NOT attisdropped) AS typed`;

/** Makes the tables, whatever number of processes start at once: an advisory lock lets one through at a time. */
export async function createLogTables(database: LogDatabase, schema: string): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`havre:${schema}`]);
    const found = await client.query(FOUND, [`${schema}.member`, `${schema}.log_now()`, `${schema}.record`]);
    const [row] = found.rows as { made: boolean; timed: boolean; typed: boolean }[];
    if (row?.made !== true) {
      await client.query(tables(schema));
      return;
    }
    if (!row.timed) await client.query(clockAhead(schema, 0));
    if (!row.typed) await client.query(`ALTER TABLE ${schema}.record ADD COLUMN type text`);
  });
}
