import type { PartitionLag, TopicPartition } from '../event-log.js';
import type { Scheduler } from '../scheduler.js';

export interface ConsumerWatchdogParts {
  readonly scheduler: Scheduler;
  /** Milliseconds between two looks; two in a row without progress are a standstill. */
  readonly stallMs: number;
  readonly assigned: () => readonly TopicPartition[];
  /** Where the consumer stands by its own account; `undefined` before its first batch. */
  readonly position: (at: TopicPartition) => bigint | undefined;
  /** Whether a handler runs or the partition waits after a failure: then standing still means nothing. */
  readonly isOccupied: (at: TopicPartition) => boolean;
  readonly lag: () => Promise<readonly PartitionLag[]>;
  readonly onStalled: () => void;
}

interface Look {
  readonly position: bigint | undefined;
  readonly committed: bigint | undefined;
}

/**
 * Finds the consumer that has silently stopped: a partition of its own has records that nobody committed, no handler is at
 * work, and neither its position nor the commit has moved since the last look. Clients of Kafka do this; standstills of more
 * than a day have been reported.
 */
export class ConsumerWatchdog {
  #last = new Map<string, Look>();
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(private readonly parts: ConsumerWatchdogParts) {}

  start(): void {
    if (this.#isStopped) return;
    this.#cancel = this.parts.scheduler.after(this.parts.stallMs, () => {
      this.look()
        .catch(() => undefined)
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Compares with the last look. The brokers are asked only when some partition has not moved since. */
  async look(): Promise<void> {
    const { assigned, position, isOccupied } = this.parts;
    const idle = assigned().filter((at) => !isOccupied(at));
    const positions = new Map(idle.map((at) => [name(at), position(at)]));
    const still = idle.filter(
      (at) => this.#last.has(name(at)) && this.#last.get(name(at))?.position === position(at),
    );
    const behind = still.length === 0 ? new Map<string, bigint>() : await this.#behind();
    const isStalled = still.some((at) => this.#isStalled(at, behind.get(name(at))));
    this.#last = new Map(
      [...positions].map(([key, at]) => [key, { position: at, committed: behind.get(key) }]),
    );
    if (!isStalled || this.#isStopped) return;
    this.#last.clear();
    this.parts.onStalled();
  }

  #isStalled(at: TopicPartition, committed: bigint | undefined): boolean {
    const last = this.#last.get(name(at));
    const isUnmoved = committed !== undefined && last?.committed === committed;
    return isUnmoved && last.position === this.parts.position(at) && !this.parts.isOccupied(at);
  }

  /** Committed offsets of the partitions with records beyond them. */
  async #behind(): Promise<ReadonlyMap<string, bigint>> {
    const lags = await this.parts.lag();
    return new Map(lags.filter(({ lag }) => lag > 0).map((each) => [name(each), each.committed]));
  }
}

function name({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
