import type { LogDatabase, Row, Statement } from './log-database.js';
import type { MemberState } from '../assignment.js';

export interface LeaseState {
  readonly partitionId: number;
  readonly topic: string;
  readonly owner: string | undefined;
  readonly committed: bigint;
  readonly nextOffset: bigint;
}

export interface GroupState {
  readonly members: readonly MemberState[];
  readonly leases: readonly LeaseState[];
  /** Epochs of the leases that this member still holds, by partition id. */
  readonly kept: ReadonlyMap<number, bigint>;
}

export interface ClaimedLease {
  readonly partitionId: number;
  readonly epoch: bigint;
  readonly committed: bigint;
}

export interface OffsetCommit {
  readonly partitionId: number;
  readonly epoch: bigint;
  /** Offset of the next record to read. */
  readonly offset: bigint;
}

interface BeatJson {
  readonly members: readonly { id: string; topics: readonly string[] }[] | null;
  readonly leases:
    readonly { id: number; topic: string; owner: string | null; committed: string; next: string }[] | null;
  readonly kept: readonly { id: number; epoch: string }[] | null;
}

/** The SQL of one member of one group. Expiry is decided by the database's clock alone, ownership by the epoch. */
export class GroupMembership {
  readonly #statements: Readonly<
    Record<'join' | 'beat' | 'claim' | 'release' | 'leave' | 'commit', Statement>
  >;

  constructor(
    private readonly database: LogDatabase,
    schema: string,
    private readonly member: {
      group: string;
      id: string;
      topics: readonly string[];
      sessionTimeoutMs: number;
    },
  ) {
    this.#statements = statements(schema);
  }

  /** Makes the group's offsets where they are missing: a new group starts at the beginning of each partition. */
  async join(): Promise<void> {
    const { group, topics } = this.member;
    await this.database.swift(this.#statements.join, [group, topics]);
  }

  /** Says that this member lives, extends its leases and looks around: one round trip. */
  async beat(): Promise<GroupState> {
    const { group, id, topics, sessionTimeoutMs } = this.member;
    const rows = await this.database.swift(this.#statements.beat, [group, id, topics, sessionTimeoutMs]);
    return groupState(rows[0], { id, topics });
  }

  /** Takes those of the partitions that are free; the epoch of each rises, so that former owners cannot commit. */
  async claim(partitionIds: readonly number[]): Promise<readonly ClaimedLease[]> {
    const { group, id, sessionTimeoutMs } = this.member;
    const rows = await this.database.swift(this.#statements.claim, [
      group,
      id,
      partitionIds,
      sessionTimeoutMs,
    ]);
    return (rows as readonly (Row & [number, string, string])[]).map(([partitionId, epoch, committed]) => ({
      partitionId,
      epoch: BigInt(epoch),
      committed: BigInt(committed),
    }));
  }

  async release(partitionId: number, epoch: bigint): Promise<void> {
    const { group, id } = this.member;
    await this.database.swift(this.#statements.release, [group, id, partitionId, String(epoch)]);
  }

  async leave(): Promise<void> {
    await this.database.swift(this.#statements.leave, [this.member.group, this.member.id]);
  }

  /** Commits those offsets whose lease is still this member's; answers with their partition ids. */
  async commit(commits: readonly OffsetCommit[]): Promise<ReadonlySet<number>> {
    const { group, id } = this.member;
    const rows = await this.database.swift(this.#statements.commit, [
      group,
      id,
      commits.map(({ partitionId }) => partitionId),
      commits.map(({ epoch }) => String(epoch)),
      commits.map(({ offset }) => String(offset)),
    ]);
    return new Set((rows as readonly (Row & [number])[]).map(([partitionId]) => partitionId));
  }
}

function groupState(row: Row | undefined, self: MemberState): GroupState {
  const json = (row?.[0] ?? {}) as Partial<BeatJson>;
  const others = (json.members ?? []).filter(({ id }) => id !== self.id);
  return {
    members: [...others, self],
    leases: (json.leases ?? []).map((lease) => ({
      partitionId: lease.id,
      topic: lease.topic,
      owner: lease.owner ?? undefined,
      committed: BigInt(lease.committed),
      nextOffset: BigInt(lease.next),
    })),
    kept: new Map((json.kept ?? []).map(({ id, epoch }) => [id, BigInt(epoch)])),
  };
}

/** Rows that somebody else has locked are skipped wherever several are taken: no statement here waits while holding. */
function statements(
  schema: string,
): Readonly<Record<'join' | 'beat' | 'claim' | 'release' | 'leave' | 'commit', Statement>> {
  const soon = (parameter: string): string => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;
  return {
    join: {
      name: 'group-join',
      text: `INSERT INTO ${schema}.lease (group_name, partition_id, committed)
        SELECT $1, p.id, p.start_offset FROM ${schema}.partition p WHERE p.topic = ANY($2::text[]) ORDER BY p.id
        ON CONFLICT DO NOTHING`,
    },
    beat: {
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
    },
    claim: {
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
    },
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
