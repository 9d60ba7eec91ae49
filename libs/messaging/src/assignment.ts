import { slotOfKey } from './key-hash.js';

/** One partition as the whole group sees it. */
export interface PartitionState {
  readonly partitionId: number;
  readonly topic: string;
  /** Id of the member that owns it by the database's clock; `undefined` when it is free. */
  readonly owner: string | undefined;
}

export interface MemberState {
  readonly id: string;
  readonly topics: readonly string[];
}

export interface AssignmentPlan {
  readonly claim: readonly number[];
  readonly release: readonly number[];
}

/**
 * What a member should do so that every topic is shared fairly. Every member computes the same quotas from the same
 * tables, keeps what it has within its quota, gives away the rest and takes what is free: nobody leads, and partitions
 * move only when they must.
 */
export function planAssignment(
  self: string,
  members: readonly MemberState[],
  partitions: readonly PartitionState[],
): AssignmentPlan {
  const claim: number[] = [];
  const release: number[] = [];
  for (const topic of new Set(partitions.map((partition) => partition.topic))) {
    const own = partitions.filter((partition) => partition.topic === topic);
    const quota = quotaOf(self, members, topic, own.length);
    const held = own.filter(({ owner }) => owner === self).map(({ partitionId }) => partitionId);
    const free = own.filter(({ owner }) => owner === undefined).map(({ partitionId }) => partitionId);
    release.push(...held.slice(quota));
    claim.push(...free.slice(0, Math.max(0, quota - held.length)));
  }
  return { claim, release };
}

/** The shares differ by one at most; which members get the one more turns with the topic's name, so that totals are even too. */
function quotaOf(self: string, members: readonly MemberState[], topic: string, partitions: number): number {
  const sharing = members.filter(({ topics }) => topics.includes(topic)).map(({ id }) => id);
  const rank = sharing.sort().indexOf(self);
  if (rank < 0) return 0;
  const least = Math.floor(partitions / sharing.length);
  const extra = partitions % sharing.length;
  const turned = (rank + slotOfKey(topic, sharing.length)) % sharing.length;
  return turned < extra ? least + 1 : least;
}
