import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs';
import { EventLogError } from '../event-log-error.js';
import type { RecordBatch, RecordHandler, TopicPartition } from '../event-log.js';
import { faultOf } from '../fault.js';
import { backoffMs } from '../scheduler.js';
import type { GroupSession } from './group-session.js';
import { isOfType, kafkaRecord } from './kafka-record.js';
import type { KafkaSettings } from './kafka-settings.js';

export interface BatchDeliveryParts {
  readonly settings: KafkaSettings;
  readonly session: GroupSession;
  readonly handler: RecordHandler;
  readonly group: string;
  readonly maxBatch: number;
  readonly ignoredTypes: readonly string[];
  readonly sessionTimeoutMs: number;
}

/** One slice of what kafkajs fetched, and what is needed to settle it. */
interface Slice {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly KafkaMessage[];
  readonly signal: AbortSignal;
}

/**
 * Takes what kafkajs fetched of one partition apart into batches. After each: resolve, commit, heartbeat. After a failure
 * the partition pauses and is read again from the failed batch, while the others go on.
 */
export class BatchDelivery {
  readonly #positions = new Map<string, bigint>();
  readonly #failures = new Map<string, number>();
  readonly #running = new Set<string>();
  readonly #resumes = new Map<string, () => void>();
  #isRebalancing = false;
  #isStopped = false;

  constructor(private readonly parts: BatchDeliveryParts) {}

  /** Offset of the next record of a partition, as far as this consumer got; `undefined` before its first batch. */
  position({ topic, partition }: TopicPartition): bigint | undefined {
    return this.#positions.get(slot(topic, partition));
  }

  /** Whether a handler runs or the partition waits after a failure: then standing still is no sign of anything. */
  isOccupied({ topic, partition }: TopicPartition): boolean {
    const name = slot(topic, partition);
    return this.#running.has(name) || this.#resumes.has(name);
  }

  /** The group has a new generation: nothing from before counts. */
  onAssigned(): void {
    this.#isRebalancing = false;
    this.#failures.clear();
    this.#positions.clear();
  }

  /** Takes no further batch; the running ones finish. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#resumes.values()) cancel();
    this.#resumes.clear();
  }

  async deliver(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const name = slot(topic, partition);
    this.#running.add(name);
    const beating = this.#beatWhileRunning(payload);
    try {
      for (let start = 0; start < messages.length; start += this.parts.maxBatch) {
        const signal = this.parts.session.signal(topic, partition);
        if (signal === undefined || this.#mustStop(payload)) return;
        const slice = {
          topic,
          partition,
          signal,
          messages: messages.slice(start, start + this.parts.maxBatch),
        };
        if (!(await this.#handle(slice, payload))) {
          this.#waitAndReadAgain(consumer, slice, payload);
          return;
        }
        await this.#settle(slice, payload);
      }
    } finally {
      beating();
      this.#running.delete(name);
    }
  }

  #mustStop(payload: EachBatchPayload): boolean {
    return this.#isStopped || this.#isRebalancing || !payload.isRunning() || payload.isStale();
  }

  async #handle(slice: Slice, payload: EachBatchPayload): Promise<boolean> {
    const { topic, partition, messages, signal } = slice;
    const { ignoredTypes } = this.parts;
    const records = messages
      .filter((message) => !isOfType(message, ignoredTypes))
      .map((message) => kafkaRecord(topic, partition, message));
    if (records.length === 0) return true;
    const batch: RecordBatch = {
      topic,
      partition,
      records,
      signal,
      heartbeat: () => this.#beat(payload, signal),
    };
    try {
      await this.parts.handler(batch);
      this.#failures.delete(slot(topic, partition));
      return true;
    } catch (error) {
      const { logger } = this.parts.settings;
      logger.warn('event-log.partition-paused', {
        group: this.parts.group,
        topic,
        partition,
        attempts: (this.#failures.get(slot(topic, partition)) ?? 0) + 1,
        code: faultOf(error).code,
      });
      return false;
    }
  }

  /** Commits the slice. Throws what kafkajs throws, so that it joins the group again when the group has moved on. */
  async #settle({ topic, partition, messages, signal }: Slice, payload: EachBatchPayload): Promise<void> {
    const last = messages.at(-1);
    if (last === undefined || signal.aborted) return;
    const next = BigInt(last.offset) + 1n;
    try {
      await payload.commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition, offset: String(next) }] }],
      });
      payload.resolveOffset(last.offset);
      this.#positions.set(slot(topic, partition), next);
      await payload.heartbeat();
    } catch (error) {
      this.#noteRebalance(error);
      throw error;
    }
  }

  #waitAndReadAgain(
    consumer: Consumer,
    { topic, partition, messages }: Slice,
    payload: EachBatchPayload,
  ): void {
    const name = slot(topic, partition);
    const failures = this.#failures.get(name) ?? 0;
    this.#failures.set(name, failures + 1);
    const resume = payload.pause();
    consumer.seek({ topic, partition, offset: messages[0]?.offset ?? payload.batch.firstOffset() ?? '0' });
    if (this.#isStopped) return;
    const { scheduler, backoff } = this.parts.settings;
    const cancel = scheduler.after(backoffMs(backoff, failures), () => {
      this.#resumes.delete(name);
      resume();
    });
    this.#resumes.set(name, cancel);
  }

  /** kafkajs beats only when asked to: a long handler would be taken for dead. */
  #beatWhileRunning(payload: EachBatchPayload): () => void {
    const { scheduler } = this.parts.settings;
    let cancel = (): void => undefined;
    const next = (): void => {
      cancel = scheduler.after(this.parts.sessionTimeoutMs / 3, () => {
        payload.heartbeat().catch((error: unknown) => this.#noteRebalance(error));
        next();
      });
    };
    next();
    return () => cancel();
  }

  async #beat(payload: EachBatchPayload, signal: AbortSignal): Promise<void> {
    await payload.heartbeat().catch((error: unknown) => this.#noteRebalance(error));
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

function slot(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
