import { EventLogError } from '../event-log-error.js';
import type { RecordBatch, RecordHandler, TopicPartition } from '../event-log.js';
import { faultOf } from '../fault.js';
import { backoffMs } from '../scheduler.js';
import { DeliveryLane, positionAfter, positionsAfter, type LaneHost, type Load } from './delivery-lane.js';
import type { FetchedPartition } from './fetched-partition.js';
import type { GroupSession } from './group-session.js';
import type { KafkaSettings } from './kafka-settings.js';
import { OffsetCommits } from './offset-commits.js';

export interface BatchDeliveryParts {
  readonly settings: Pick<KafkaSettings, 'logger' | 'scheduler' | 'backoff'>;
  readonly session: GroupSession;
  readonly handler: RecordHandler;
  readonly group: string;
  readonly maxBatch: number;
  readonly spanPartitions: boolean;
  readonly sessionTimeoutMs: number;
}

/**
 * Takes what a client has fetched into batches, of one partition or of all that came of a topic. After each: heartbeat, while what
 * is handled is being committed. After a failure its partitions pause and are read again from the failed batch, while the others go on.
 */
export class BatchDelivery {
  readonly #lanes = new Map<string, DeliveryLane>();
  readonly #positions = new Map<string, bigint>();
  readonly #failures = new Map<string, number>();
  readonly #running = new Map<string, number>();
  readonly #resumes = new Map<string, () => void>();
  readonly #commits: OffsetCommits;
  #isRebalancing = false;
  #isStopped = false;

  constructor(private readonly parts: BatchDeliveryParts) {
    this.#commits = new OffsetCommits({
      scheduler: parts.settings.scheduler,
      onFault: (error) => this.#noteRebalance(error),
    });
  }

  /** Offset of the next record of a partition, as far as this consumer got; `undefined` before its first batch. */
  position(at: TopicPartition): bigint | undefined {
    return this.#positions.get(slot(at));
  }

  /** Whether a handler runs or the partition waits after a failure: then standing still is no sign of anything. */
  isOccupied(at: TopicPartition): boolean {
    return (this.#running.get(slot(at)) ?? 0) > 0 || this.#resumes.has(slot(at));
  }

  /** The group has a new generation: nothing from before counts. */
  onAssigned(): void {
    this.#isRebalancing = false;
    this.#failures.clear();
    this.#positions.clear();
    this.#commits.forget();
  }

  /** Takes no further batch; the running ones finish. Resolves when what was handled before is committed, or refused. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const cancel of this.#resumes.values()) cancel();
    this.#resumes.clear();
    await this.#commits.flush().catch(() => undefined);
  }

  /** Resolves when the records are handled and being committed, or given up; rejects with what the client threw. */
  async deliver(fetched: FetchedPartition): Promise<void> {
    this.#commits.check();
    const name = slot(fetched);
    this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
    try {
      await this.#lane(fetched).deliver(fetched);
    } finally {
      this.#running.set(name, (this.#running.get(name) ?? 1) - 1);
    }
  }

  #lane(at: TopicPartition): DeliveryLane {
    const name = this.parts.spanPartitions ? at.topic : slot(at);
    const lane = this.#lanes.get(name) ?? new DeliveryLane(this.#laneHost());
    this.#lanes.set(name, lane);
    return lane;
  }

  #laneHost(): LaneHost {
    const { maxBatch, spanPartitions, session } = this.parts;
    return {
      maxBatch,
      spanPartitions,
      signalOf: (fetched) =>
        this.#isStopped || this.#isRebalancing || !fetched.isWanted()
          ? undefined
          : session.signal(fetched.topic, fetched.partition),
      handle: (load) => this.#handle(load),
      settle: (load) => this.#settle(load),
      postpone: (load) => this.#postpone(load),
    };
  }

  async #handle({ slices, records, signal }: Load): Promise<boolean> {
    const [first] = slices;
    const [record] = records;
    if (first === undefined || record === undefined) return true;
    const { topic, partition } = record;
    const batch: RecordBatch = {
      topic,
      partition,
      records,
      signal,
      heartbeat: () => this.#beat(first.fetched, signal),
    };
    const beating = this.#beatWhileRunning(first.fetched);
    try {
      await this.parts.handler(batch);
      for (const { fetched } of slices) this.#failures.delete(slot(fetched));
      return true;
    } catch (error) {
      this.parts.settings.logger.warn('event-log.partition-paused', {
        group: this.parts.group,
        topic,
        partition,
        attempts: (this.#failures.get(slot(first.fetched)) ?? 0) + 1,
        code: faultOf(error).code,
      });
      return false;
    } finally {
      beating();
    }
  }

  /** The load is done. Throws what the client throws, so that it joins the group again when the group has moved on. */
  async #settle({ slices, signal }: Load): Promise<void> {
    const [first] = slices;
    if (first === undefined || signal.aborted) return;
    for (const slice of slices) {
      const position = positionAfter(slice);
      slice.fetched.resolve(position);
      this.#positions.set(slot(position), position.next);
    }
    try {
      this.#commits.add(first.fetched, positionsAfter(slices));
      await first.fetched.heartbeat();
      if (this.#isStopped || this.#isRebalancing) await this.#commits.flush();
    } catch (error) {
      this.#noteRebalance(error);
      // The group waits for its members before it moves on, and still takes what they have handled.
      if (this.#isRebalancing) await this.#commits.flush().catch(() => undefined);
      throw error;
    }
  }

  #postpone({ slices }: Load): void {
    const postponed = new Set<string>();
    for (const { fetched, start } of slices) {
      const name = slot(fetched);
      // What was fetched later of the same partition comes again with it.
      if (postponed.has(name)) continue;
      postponed.add(name);
      const failures = this.#failures.get(name) ?? 0;
      this.#failures.set(name, failures + 1);
      const resume = fetched.readAgainFrom(start);
      if (this.#isStopped) continue;
      const { scheduler, backoff } = this.parts.settings;
      const cancel = scheduler.after(backoffMs(backoff, failures), () => {
        this.#resumes.delete(name);
        resume();
      });
      this.#resumes.set(name, cancel);
    }
  }

  /** A client beats only when asked to: a long handler would be taken for dead. */
  #beatWhileRunning(fetched: FetchedPartition): () => void {
    const { scheduler } = this.parts.settings;
    let cancel = (): void => undefined;
    const next = (): void => {
      cancel = scheduler.after(this.parts.sessionTimeoutMs / 3, () => {
        fetched.heartbeat().catch((error: unknown) => this.#noteRebalance(error));
        next();
      });
    };
    next();
    return () => cancel();
  }

  async #beat(fetched: FetchedPartition, signal: AbortSignal): Promise<void> {
    await fetched.heartbeat().catch((error: unknown) => this.#noteRebalance(error));
    if (signal.aborted) throw new EventLogError('lease-lost');
  }

  /**
   * While the group moves on, running batches still commit, but no new ones start. A consumer that the group has forgotten
   * owns nothing any more.
   */
  #noteRebalance(error: unknown): void {
    const { code } = faultOf(error);
    if (code.endsWith('.REBALANCE_IN_PROGRESS')) this.#isRebalancing = true;
    if (/\.(UNKNOWN_MEMBER_ID|ILLEGAL_GENERATION|FENCED_INSTANCE_ID)$/.test(code)) this.parts.session.end();
  }
}

function slot({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`;
}
