import type { Statement } from './log-database.js';

/** The SQL of a member of a group. Rows that somebody else has locked are skipped wherever several are taken: no statement waits while it holds. */
export interface GroupStatements {
  readonly join: Statement;
  readonly beat: Statement;
  readonly claim: Statement;
  readonly release: Statement;
  readonly leave: Statement;
  readonly commit: Statement;
}

export function groupStatements(schema: string): GroupStatements {
  return {
    join: {
      name: 'group-join',
      text: `INSERT INTO ${schema}.lease (group_name, partition_id, committed)
        SELECT $1, p.id, p.start_offset FROM ${schema}.partition p WHERE p.topic = ANY($2::text[]) ORDER BY p.id
        ON CONFLICT DO NOTHING`,
    },
    beat: beat(schema),
    claim: claim(schema),
    release: {
      name: 'group-release',
      text: `UPDATE ${schema}.lease SET owner = NULL
        WHERE group_name = $1 AND owner = $2::uuid AND partition_id = $3 AND epoch = $4::bigint`,
    },
    leave: {
      name: 'group-leave',
      text: `WITH freed AS (UPDATE ${schema}.lease SET owner = NULL WHERE group_name = $1 AND owner = $2::uuid)
        DELETE FROM ${schema}.member WHERE group_name = $1 AND id = $2::uuid`,
    },
    commit: {
      name: 'group-commit',
      text: `UPDATE ${schema}.lease l SET committed = c.next
        FROM unnest($3::integer[], $4::bigint[], $5::bigint[]) AS c(partition_id, epoch, next)
        WHERE l.group_name = $1 AND l.owner = $2::uuid AND l.partition_id = c.partition_id AND l.epoch = c.epoch
        RETURNING l.partition_id`,
    },
  };
}

function beat(schema: string): Statement {
  return {
    name: 'group-beat',
    text: `
      WITH alive AS (
        INSERT INTO ${schema}.member (group_name, id, topics, expires_at)
        VALUES ($1, $2::uuid, $3::text[], ${soon('$4::integer')})
        ON CONFLICT (group_name, id) DO UPDATE SET topics = excluded.topics, expires_at = excluded.expires_at
      ), dead AS (
        DELETE FROM ${schema}.member WHERE (group_name, id) IN (
          SELECT group_name, id FROM ${schema}.member
          WHERE group_name = $1 AND expires_at < clock_timestamp() AND id <> $2::uuid FOR UPDATE SKIP LOCKED)
      ), kept AS (
        UPDATE ${schema}.lease SET expires_at = ${soon('$4::integer')}
        WHERE group_name = $1 AND owner = $2::uuid RETURNING partition_id, epoch
      )
      SELECT json_build_object(
        'kept', (SELECT json_agg(json_build_object('id', partition_id, 'epoch', epoch::text)) FROM kept),
        'members', (SELECT json_agg(json_build_object('id', id, 'topics', topics)) FROM ${schema}.member
          WHERE group_name = $1 AND expires_at > clock_timestamp()),
        'leases', (SELECT json_agg(json_build_object('id', p.id, 'topic', p.topic, 'next', p.next_offset::text,
            'committed', l.committed::text,
            'owner', CASE WHEN l.expires_at > clock_timestamp() THEN l.owner END) ORDER BY p.id)
          FROM ${schema}.lease l JOIN ${schema}.partition p ON p.id = l.partition_id
          WHERE l.group_name = $1 AND p.topic = ANY($3::text[])))`,
  };
}

function claim(schema: string): Statement {
  return {
    name: 'group-claim',
    text: `
      WITH free AS (
        SELECT partition_id FROM ${schema}.lease
        WHERE group_name = $1 AND partition_id = ANY($3::integer[])
          AND (owner IS NULL OR owner = $2::uuid OR expires_at <= clock_timestamp())
        ORDER BY partition_id FOR UPDATE SKIP LOCKED
      )
      UPDATE ${schema}.lease l SET owner = $2::uuid, epoch = l.epoch + 1, expires_at = ${soon('$4::integer')}
      FROM free WHERE l.group_name = $1 AND l.partition_id = free.partition_id
      RETURNING l.partition_id, l.epoch, l.committed`,
  };
}

/** By the database's clock, so that the clocks of the members do not matter. Not `havre_now()`: moving the test clock ends no lease. */
function soon(milliseconds: string): string {
  return `clock_timestamp() + ${milliseconds} * interval '1 millisecond'`;
}
