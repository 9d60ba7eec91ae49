import type { TopicPartition } from '../event-log.js';
import type { Scheduler } from '../scheduler.js';

type Assignment = Readonly<Record<string, readonly number[]>>;

interface OwnedTopic {
  readonly partitions: ReadonlySet<number>;
  readonly lost: AbortController;
}

/**
 * How long this consumer may believe that its partitions are its own: from each sign of life that the coordinator has
 * answered, for one session. Every assignment has fresh signals, one a topic, and the old ones abort.
 */
export class GroupSession {
  #assignment: Assignment = {};
  #owned = new Map<string, OwnedTopic>();
  #validUntil = -Infinity;
  #cancel: () => void = () => undefined;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly sessionTimeoutMs: number,
  ) {}

  assigned(): readonly TopicPartition[] {
    return [...this.#owned].flatMap(([topic, { partitions }]) =>
      [...partitions].map((partition) => ({ topic, partition })),
    );
  }

  onAssigned(assignment: Assignment): void {
    this.end();
    this.#assignment = assignment;
    this.onAlive();
  }

  /** The coordinator has heard of us: what it assigned last is ours, also when we had given it up for lost. */
  onAlive(): void {
    if (this.#owned.size === 0) this.#own();
    this.#validUntil = this.scheduler.now() + this.sessionTimeoutMs;
    this.#cancel();
    this.#cancel = this.scheduler.after(this.sessionTimeoutMs, () => this.#expire());
  }

  /** Signal of a partition that is ours now: the partitions of a topic, which come and go together, share it. */
  signal(topic: string, partition: number): AbortSignal | undefined {
    if (this.scheduler.now() >= this.#validUntil) this.#expire();
    const owned = this.#owned.get(topic);
    return owned?.partitions.has(partition) === true ? owned.lost.signal : undefined;
  }

  /** The coordinator has forgotten us, or we leave: nothing is ours until the next assignment. */
  end(): void {
    this.#assignment = {};
    this.#expire();
  }

  #own(): void {
    for (const [topic, partitions] of Object.entries(this.#assignment)) {
      if (partitions.length > 0)
        this.#owned.set(topic, { partitions: new Set(partitions), lost: new AbortController() });
    }
  }

  #expire(): void {
    this.#cancel();
    const owned = this.#owned;
    this.#owned = new Map();
    for (const { lost } of owned.values()) lost.abort();
  }
}
