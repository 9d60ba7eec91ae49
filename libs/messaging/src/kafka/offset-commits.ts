import type { TopicPartition } from '../event-log.js';
import type { Scheduler } from '../scheduler.js';
import type { FetchedPartition, Position } from './fetched-partition.js';

/** Least time between two commits of one consumer, in milliseconds: what is handled meanwhile goes together. */
const COMMIT_EVERY_MS = 100;
/** The same after one that failed. */
const COMMIT_AGAIN_MS = 1_000;

export interface OffsetCommitsParts {
  readonly scheduler: Scheduler;
  /** A commit of the current generation has failed. It is tried again. */
  onFault(error: unknown): void;
}

/**
 * Commits what has been handled, without keeping the next records waiting for it: at once when the last commit is a moment
 * ago, otherwise together with what is handled until then. One commit at a time, so that no position ever goes back.
 * A consumer that dies in between leaves records that come again.
 */
export class OffsetCommits {
  #waiting = new Map<string, Position>();
  /** The last thing fetched: any of the same client can commit for all. */
  #committer: FetchedPartition | undefined;
  #running: Promise<void> | undefined;
  #fault: { readonly error: unknown } | undefined;
  #nextAt = -Infinity;
  #generation = 0;
  #cancel: (() => void) | undefined;

  constructor(private readonly parts: OffsetCommitsParts) {}

  /** Everything before the positions has been handled: they are committed soon. */
  add(committer: FetchedPartition, positions: readonly Position[]): void {
    this.#committer = committer;
    for (const position of positions) this.#waiting.set(slot(position), position);
    this.#schedule();
  }

  /** @throws what a commit has met, once: a client joins its group again by what it threw itself */
  check(): void {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault !== undefined) throw fault.error;
  }

  /** Resolves when all that was handled is committed. @throws what the commit meets */
  async flush(): Promise<void> {
    while (this.#running !== undefined || this.#waiting.size > 0) {
      await (this.#running ?? this.#commit());
      this.check();
    }
  }

  /** The group has a new generation: what the last one has handled is read again from what it has committed. */
  forget(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = new Map();
    this.#fault = undefined;
    this.#generation += 1;
  }

  #schedule(): void {
    if (this.#running !== undefined || this.#cancel !== undefined || this.#waiting.size === 0) return;
    const wait = this.#nextAt - this.parts.scheduler.now();
    if (wait <= 0) void this.#commit();
    else this.#cancel = this.parts.scheduler.after(wait, () => void this.#commit());
  }

  #commit(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#running = this.#commitOnce().finally(() => {
      this.#running = undefined;
      this.#schedule();
    });
    return this.#running;
  }

  async #commitOnce(): Promise<void> {
    const { scheduler } = this.parts;
    const taken = this.#waiting;
    const generation = this.#generation;
    this.#waiting = new Map();
    this.#nextAt = scheduler.now() + COMMIT_EVERY_MS;
    try {
      await this.#committer?.commit([...taken.values()]);
    } catch (error) {
      // What a commit of an earlier generation met says nothing about this one.
      if (generation !== this.#generation) return;
      this.#nextAt = scheduler.now() + COMMIT_AGAIN_MS;
      this.#waiting = new Map([...taken, ...this.#waiting]);
      this.#fault = { error };
      this.parts.onFault(error);
    }
  }
}

function slot({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
