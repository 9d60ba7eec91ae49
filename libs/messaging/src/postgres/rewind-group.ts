import { EventLogError } from '../event-log-error.js';
import type { RewoundPartition } from '../event-log.js';
import type { LogDatabase, Row, Statement } from './log-database.js';

export interface Rewinding {
  readonly group: string;
  readonly topics: readonly string[];
  readonly since: Date;
}

/** Lets a group without living members read again what was appended from a moment on. Never moves it forward. */
export async function rewindGroup(
  database: LogDatabase,
  schema: string,
  { group, topics, since }: Rewinding,
): Promise<readonly RewoundPartition[]> {
  const [occupants] = await database.swift(occupantsStatement(schema), [group]);
  if (occupants?.[0] !== 0) throw new EventLogError('conflict', 'group.occupied');
  const rows = (await database.durable(rewindStatement(schema), [group, topics, since])) as readonly (Row &
    [string, number, string, string])[];
  return rows.map(([topic, partition, from, to]) => ({
    topic,
    partition,
    from: BigInt(from),
    to: BigInt(to),
  }));
}

function occupantsStatement(schema: string): Statement {
  return {
    name: 'group-occupants',
    text: `SELECT count(*)::integer FROM ${schema}.member WHERE group_name = $1 AND expires_at > clock_timestamp()`,
  };
}

function rewindStatement(schema: string): Statement {
  return {
    name: 'group-rewind',
    text: `WITH wanted AS (
        SELECT l.group_name, l.partition_id, p.topic, p.partition, l.committed,
          coalesce((SELECT min(r."offset") FROM ${schema}.record r
            WHERE r.partition_id = p.id AND r.appended_at >= $3::timestamptz), p.next_offset) AS first
        FROM ${schema}.lease l JOIN ${schema}.partition p ON p.id = l.partition_id
        WHERE l.group_name = $1 AND p.topic = ANY ($2::text[])
      ), moved AS (
        UPDATE ${schema}.lease l SET committed = w.first, epoch = l.epoch + 1 FROM wanted w
        WHERE l.group_name = w.group_name AND l.partition_id = w.partition_id AND w.first < l.committed
        RETURNING l.partition_id
      )
      SELECT w.topic, w.partition, w.committed::text, w.first::text FROM wanted w JOIN moved USING (partition_id)
      ORDER BY w.topic, w.partition`,
  };
}
