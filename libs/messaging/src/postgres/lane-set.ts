import type { TopicPartition } from '../event-log.js';
import { Lane, type LaneHost } from './lane.js';
import type { LeasedPartition } from './leased-partition.js';

/** The partitions that a subscription leases, and the lanes in which they are delivered. */
export class LaneSet {
  readonly #partitions = new Map<number, LeasedPartition>();
  readonly #lanes = new Map<string, Lane>();

  constructor(
    private readonly host: LaneHost,
    /** Whether the partitions of a topic share a lane. */
    private readonly spanPartitions: boolean,
  ) {}

  has(partitionId: number): boolean {
    return this.#partitions.has(partitionId);
  }

  get(partitionId: number): LeasedPartition | undefined {
    return this.#partitions.get(partitionId);
  }

  all(): readonly LeasedPartition[] {
    return [...this.#partitions.values()];
  }

  add(partition: LeasedPartition): void {
    const former = this.#partitions.get(partition.partitionId);
    if (former !== undefined) this.lose(former);
    this.#partitions.set(partition.partitionId, partition);
    const name = this.#laneName(partition.coordinates);
    const lane = this.#lanes.get(name) ?? new Lane(this.host);
    this.#lanes.set(name, lane);
    lane.add(partition);
  }

  lose(partition: LeasedPartition): void {
    this.#lane(partition)?.lose(partition);
    this.#forget(partition);
  }

  loseAll(): void {
    for (const partition of this.all()) this.lose(partition);
  }

  /** Resolves to whether the partition was still leased when its last batch was done. */
  async release(partition: LeasedPartition): Promise<boolean> {
    await this.#lane(partition)?.release(partition);
    const wasLeased = this.#partitions.get(partition.partitionId) === partition;
    this.#forget(partition);
    return wasLeased;
  }

  /** Resolves when every batch under way is committed or given up. The partitions stay leased. */
  async drain(): Promise<void> {
    const leaving = this.all().flatMap((partition) => this.#lane(partition)?.release(partition) ?? []);
    await Promise.all(leaving);
  }

  /** Lanes without a batch, each with its partitions that may have records. */
  waiting(): readonly (readonly [Lane, readonly LeasedPartition[]])[] {
    return [...this.#lanes.values()]
      .map((lane) => [lane, lane.waiting()] as const)
      .filter(([, partitions]) => partitions.length > 0);
  }

  #lane({ coordinates }: LeasedPartition): Lane | undefined {
    return this.#lanes.get(this.#laneName(coordinates));
  }

  #laneName({ topic, partition }: TopicPartition): string {
    return this.spanPartitions ? topic : `${topic}/${partition}`;
  }

  #forget(partition: LeasedPartition): void {
    if (this.#partitions.get(partition.partitionId) === partition)
      this.#partitions.delete(partition.partitionId);
  }
}
