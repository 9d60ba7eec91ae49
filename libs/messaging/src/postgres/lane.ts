import { EventLogError } from '../event-log-error.js';
import type { IncomingRecord, RecordBatch, RecordHandler } from '../event-log.js';
import { faultOf } from '../fault.js';
import type { MessagingLogger } from '../messaging-logger.js';
import { backoffMs, pause, type BackoffSettings, type Scheduler } from '../scheduler.js';
import type { LeasedPartition } from './leased-partition.js';
import type { OffsetCommitter } from './offset-committer.js';

/** What a lane needs of the subscription it belongs to. */
export interface LaneHost {
  readonly group: string;
  readonly handler: RecordHandler;
  readonly committer: OffsetCommitter;
  readonly scheduler: Scheduler;
  readonly backoff: BackoffSettings;
  readonly logger: MessagingLogger;
  /** Extends the leases when that is due. */
  heartbeat(): Promise<void>;
  /** A lane can take records again. */
  onReady(): void;
  /** The lease turned out to be somebody else's. */
  onLost(partition: LeasedPartition): void;
}

/** What a lane is given at once. */
export interface Delivery {
  /** In order for each partition; empty when nothing of what was read is of use. */
  readonly records: readonly IncomingRecord[];
  /** Offset after what was read, of each partition. */
  readonly ends: ReadonlyMap<LeasedPartition, bigint>;
}

interface Running {
  readonly ownership: AbortController;
  readonly interruption: AbortController;
  readonly done: Promise<void>;
}

/**
 * Partitions that share their batches: all of a topic, or one alone. One batch at a time, again and again until it succeeds,
 * committed before the next.
 */
export class Lane {
  readonly #partitions = new Map<number, LeasedPartition>();
  /** Stands for the owned partitions: aborted when one is lost, renewed when one has gone. */
  #ownership = new AbortController();
  #running: Running | undefined;
  #failures = 0;

  constructor(private readonly host: LaneHost) {}

  /** Partitions to read for: none while a batch is under way. */
  waiting(): readonly LeasedPartition[] {
    if (this.#running !== undefined) return [];
    return [...this.#partitions.values()].filter(({ hasNews, isLeaving }) => hasNews && !isLeaving);
  }

  add(partition: LeasedPartition): void {
    this.#partitions.set(partition.partitionId, partition);
  }

  /** The lease is gone: tells the handler through its signal. */
  lose(partition: LeasedPartition): void {
    partition.isLeaving = true;
    this.#ownership.abort();
    this.#running?.ownership.abort();
    this.#running?.interruption.abort();
    this.#forget(partition);
  }

  /** Takes nothing more of the partition, and resolves when its last batch is committed, or given up between two tries. */
  async release(partition: LeasedPartition): Promise<void> {
    partition.isLeaving = true;
    this.#running?.interruption.abort();
    await this.#running?.done;
    this.#forget(partition);
  }

  deliver(delivery: Delivery): void {
    const ownership = this.#ownership;
    const interruption = new AbortController();
    const done = this.#run(delivery, ownership.signal, interruption.signal).then(() => {
      this.#running = undefined;
      this.host.onReady();
    });
    this.#running = { ownership, interruption, done };
  }

  #forget(partition: LeasedPartition): void {
    if (this.#partitions.get(partition.partitionId) !== partition) return;
    this.#partitions.delete(partition.partitionId);
    this.#ownership = new AbortController();
  }

  async #run({ records, ends }: Delivery, signal: AbortSignal, interruption: AbortSignal): Promise<void> {
    if (records.length === 0 || (await this.#handle(records, signal, interruption))) {
      await this.#commit(ends, signal);
      return;
    }
    // What was not committed is read again.
    for (const partition of ends.keys()) partition.hasNews = true;
  }

  /** Whether the handler took the batch. */
  async #handle(
    records: readonly IncomingRecord[],
    signal: AbortSignal,
    interruption: AbortSignal,
  ): Promise<boolean> {
    const { scheduler, backoff } = this.host;
    const batch = this.#batch(records, signal);
    for (;;) {
      try {
        await this.host.handler(batch);
        this.#failures = 0;
        return true;
      } catch (error) {
        this.#failures += 1;
        this.#warn('event-log.partition-paused', batch, this.#failures, error);
      }
      await pause(scheduler, backoffMs(backoff, this.#failures - 1), interruption);
      if (interruption.aborted) return false;
    }
  }

  /** Tries until the database says yes or no, or the leases have run out. */
  async #commit(ends: ReadonlyMap<LeasedPartition, bigint>, signal: AbortSignal): Promise<void> {
    const { committer, scheduler, backoff } = this.host;
    const commits = [...ends].map(([{ partitionId, epoch }, offset]) => ({ partitionId, epoch, offset }));
    for (let attempt = 0; !signal.aborted || attempt === 0; attempt += 1) {
      try {
        const owned = await committer.commit(commits);
        for (const [partition, offset] of ends) {
          if (owned.has(partition.partitionId)) partition.advance(offset);
          else this.host.onLost(partition);
        }
        return;
      } catch (error) {
        const [first] = ends.keys();
        if (first !== undefined) this.#warn('event-log.commit-failed', first.coordinates, attempt + 1, error);
      }
      await pause(scheduler, backoffMs(backoff, attempt), signal);
    }
    for (const partition of ends.keys()) partition.hasNews = true;
  }

  #batch(records: readonly IncomingRecord[], signal: AbortSignal): RecordBatch {
    const { topic = '', partition = 0 } = records[0] ?? {};
    return { topic, partition, records, signal, heartbeat: () => this.#heartbeat(signal) };
  }

  async #heartbeat(signal: AbortSignal): Promise<void> {
    await this.host.heartbeat();
    if (signal.aborted) throw new EventLogError('lease-lost');
  }

  #warn(
    event: string,
    { topic, partition }: { readonly topic: string; readonly partition: number },
    attempts: number,
    error: unknown,
  ): void {
    const { logger, group } = this.host;
    logger.warn(event, { group, topic, partition, attempts, code: faultOf(error).code });
  }
}
