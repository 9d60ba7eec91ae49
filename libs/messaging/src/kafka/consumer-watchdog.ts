import type { TopicPartition } from '../event-log.js';
import type { KafkaAdmin } from './kafka-admin.js';
import type { KafkaSettings } from './kafka-settings.js';

/** Where the consumer stands. */
export interface Progress {
  position(topic: string, partition: number): bigint | undefined;
  isOccupied(topic: string, partition: number): boolean;
}

export interface ConsumerWatchdogParts {
  readonly settings: Pick<KafkaSettings, 'scheduler' | 'stallMs'>;
  readonly admin: Pick<KafkaAdmin, 'ends'>;
  readonly topics: readonly string[];
  readonly progress: Progress;
  assigned(): readonly TopicPartition[];
  onStalled(): void;
}

/**
 * Finds the consumer that has silently stopped: its partitions have records beyond its position, no handler is at work, and
 * nothing has moved since the last look. Clients of Kafka do this; hours of standstill have been reported.
 */
export class ConsumerWatchdog {
  #seen = new Map<string, bigint | undefined>();
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(private readonly parts: ConsumerWatchdogParts) {}

  start(): void {
    if (this.#isStopped) return;
    const { scheduler, stallMs } = this.parts.settings;
    this.#cancel = scheduler.after(stallMs, () => {
      this.look()
        .catch(() => undefined)
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Compares with the last look; asks the brokers only when a partition has not moved since. */
  async look(): Promise<void> {
    const still: TopicPartition[] = [];
    const now = new Map<string, bigint | undefined>();
    for (const at of this.parts.assigned()) {
      const name = `${at.topic}/${at.partition}`;
      const position = this.parts.progress.position(at.topic, at.partition);
      now.set(name, position);
      const hasMoved = !this.#seen.has(name) || this.#seen.get(name) !== position;
      if (!hasMoved && position !== undefined && !this.parts.progress.isOccupied(at.topic, at.partition))
        still.push(at);
    }
    this.#seen = now;
    if (await this.#isBehind(still)) this.parts.onStalled();
  }

  async #isBehind(still: readonly TopicPartition[]): Promise<boolean> {
    for (const [topic, partitions] of Map.groupBy(still, (at) => at.topic)) {
      const ends = await this.parts.admin.ends(topic);
      for (const { partition } of partitions) {
        const position = this.parts.progress.position(topic, partition);
        // A position that moved while the brokers were asked is no standstill.
        const isUnchanged = this.#seen.get(`${topic}/${partition}`) === position;
        if (isUnchanged && position !== undefined && position < (ends.get(partition) ?? 0n)) return true;
      }
    }
    return false;
  }
}
