import { groupStatements, type GroupStatements } from './group-statements.js';
import type { LogDatabase, Row } from './log-database.js';
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
  readonly #statements: GroupStatements;

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
    this.#statements = groupStatements(schema);
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
