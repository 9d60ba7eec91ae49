import type { TopicPartition } from '../event-log.js';
import type { Scheduler } from '../scheduler.js';

/**
 * How long this consumer may believe that its partitions are its own: from each sign of life that the coordinator has
 * answered, for one session. Every assignment has fresh signals, and the old ones abort.
 */
export class GroupSession {
  #owned = new Map<string, { readonly at: TopicPartition; readonly lost: AbortController }>();
  #validUntil = 0;
  #cancel: () => void = () => undefined;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly sessionTimeoutMs: number,
  ) {}

  assigned(): readonly TopicPartition[] {
    return [...this.#owned.values()].map(({ at }) => at);
  }

  onAssigned(assignment: Readonly<Record<string, readonly number[]>>): void {
    this.end();
    for (const [topic, partitions] of Object.entries(assignment)) {
      for (const partition of partitions) {
        this.#owned.set(slot(topic, partition), { at: { topic, partition }, lost: new AbortController() });
      }
    }
    this.onAlive();
  }

  /** The coordinator has heard of us. */
  onAlive(): void {
    this.#validUntil = this.scheduler.now() + this.sessionTimeoutMs;
    this.#cancel();
    this.#cancel = this.scheduler.after(this.sessionTimeoutMs, () => this.end());
  }

  /** Signal of a partition that is ours now. */
  signal(topic: string, partition: number): AbortSignal | undefined {
    if (this.scheduler.now() >= this.#validUntil) this.end();
    return this.#owned.get(slot(topic, partition))?.lost.signal;
  }

  /** Whatever we own may be somebody else's. */
  end(): void {
    this.#cancel();
    const owned = this.#owned;
    this.#owned = new Map();
    for (const { lost } of owned.values()) lost.abort();
  }
}

function slot(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
