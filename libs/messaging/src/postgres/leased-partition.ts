import type { TopicPartition } from '../event-log.js';
import type { ClaimedLease } from './group-membership.js';
import type { Position } from './record-reader.js';

/** A partition that this consumer leases, and how far it has got. */
export class LeasedPartition {
  readonly partitionId: number;
  readonly epoch: bigint;
  /** Taking nothing new: on its way to another member, or lost. */
  isLeaving = false;
  /** There may be records at the position. */
  hasNews = true;
  #offset: bigint;

  constructor(
    lease: ClaimedLease,
    readonly coordinates: TopicPartition,
  ) {
    this.partitionId = lease.partitionId;
    this.epoch = lease.epoch;
    this.#offset = lease.committed;
  }

  get position(): Position {
    return { partitionId: this.partitionId, offset: this.#offset };
  }

  advance(offset: bigint): void {
    this.#offset = offset;
  }
}
