import { EventLogError } from '../event-log-error.js';
import type { IncomingRecord, RecordHandler, TopicPartition } from '../event-log.js';
import { faultOf } from '../fault.js';
import type { MessagingLogger } from '../messaging-logger.js';
import { backoffMs, pause, type BackoffSettings, type Scheduler } from '../scheduler.js';
import type { ClaimedLease } from './group-membership.js';
import type { OffsetCommitter } from './offset-committer.js';
import type { Position } from './record-reader.js';

/** What a runner needs of the subscription it belongs to. */
export interface RunnerHost {
  readonly group: string;
  readonly handler: RecordHandler;
  readonly committer: OffsetCommitter;
  readonly scheduler: Scheduler;
  readonly backoff: BackoffSettings;
  readonly logger: MessagingLogger;
  /** Extends the leases when that is due. */
  heartbeat(): Promise<void>;
  /** The runner can take records again. */
  onReady(): void;
  /** The lease turned out to be somebody else's. */
  onLost(runner: PartitionRunner): void;
}

/** One leased partition: one batch at a time, again and again until it succeeds, committed before the next. */
export class PartitionRunner {
  readonly partitionId: number;
  readonly epoch: bigint;
  readonly #lost = new AbortController();
  readonly #stopped = new AbortController();
  #position: bigint;
  #hasNews = true;
  #work: Promise<void> | undefined;

  constructor(
    private readonly host: RunnerHost,
    lease: ClaimedLease,
    readonly coordinates: TopicPartition,
  ) {
    this.partitionId = lease.partitionId;
    this.epoch = lease.epoch;
    this.#position = lease.committed;
  }

  get position(): Position {
    return { partitionId: this.partitionId, offset: this.#position };
  }

  get isStopping(): boolean {
    return this.#stopped.signal.aborted;
  }

  get wantsRecords(): boolean {
    return this.#hasNews && this.#work === undefined && !this.isStopping;
  }

  /** There may be records at the position. */
  noteNews(): void {
    this.#hasNews = true;
  }

  /** Called before a read, so that news arriving during it is not forgotten. */
  expectAnswer(): void {
    this.#hasNews = false;
  }

  deliver(records: readonly IncomingRecord[]): void {
    this.#work = this.#run(records).then(() => {
      this.#work = undefined;
      this.host.onReady();
    });
  }

  /** Takes nothing new and resolves when the running batch is committed, or given up between two tries. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#work;
  }

  /** The lease is gone: tells the handler through its signal. */
  abort(): void {
    this.#lost.abort();
    this.#stopped.abort();
  }

  async #run(records: readonly IncomingRecord[]): Promise<void> {
    const last = records.at(-1);
    if (last === undefined || !(await this.#handle(records))) return;
    if (await this.#commit(last.offset + 1n)) this.#position = last.offset + 1n;
  }

  /** Whether the handler took the batch. */
  async #handle(records: readonly IncomingRecord[]): Promise<boolean> {
    const { signal } = this.#lost;
    const batch = { ...this.coordinates, records, signal, heartbeat: () => this.#heartbeat() };
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.host.handler(batch);
        return true;
      } catch (error) {
        this.#warn('event-log.partition-paused', { attempts: attempt + 1, code: faultOf(error).code });
      }
      await pause(this.host.scheduler, backoffMs(this.host.backoff, attempt), this.#stopped.signal);
      if (this.isStopping) return false;
    }
  }

  /** Tries until the database says yes or no, or the lease has run out. */
  async #commit(offset: bigint): Promise<boolean> {
    const { partitionId, epoch } = this;
    for (let attempt = 0; !this.#lost.signal.aborted; attempt += 1) {
      try {
        const isOwner = await this.host.committer.commit({ partitionId, epoch, offset });
        if (!isOwner) this.host.onLost(this);
        return isOwner;
      } catch (error) {
        this.#warn('event-log.commit-failed', { attempts: attempt + 1, code: faultOf(error).code });
      }
      await pause(this.host.scheduler, backoffMs(this.host.backoff, attempt), this.#lost.signal);
    }
    return false;
  }

  async #heartbeat(): Promise<void> {
    await this.host.heartbeat();
    if (this.#lost.signal.aborted) throw new EventLogError('lease-lost');
  }

  #warn(event: string, fields: { attempts: number; code: string }): void {
    this.host.logger.warn(event, { group: this.host.group, ...this.coordinates, ...fields });
  }
}
