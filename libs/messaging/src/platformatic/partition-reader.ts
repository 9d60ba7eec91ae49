import type { TopicPartition } from '../event-log.js';
import type { ConsumerHost } from '../kafka/broker-client.js';
import type { Position } from '../kafka/fetched-partition.js';
import { endOf, FetchedChunk, type ChunkOwner } from './fetched-chunk.js';
import type { RecordsBatch } from '@platformatic/kafka';

/** Chunks that may wait for their handler: the next is fetched while one is handled. */
const MAX_WAITING = 2;

/** Where one partition is read, from its assignment until the next one. */
export class PartitionReader implements ChunkOwner, TopicPartition {
  readonly topic: string;
  readonly partition: number;
  readonly ignoredTypes: readonly string[];
  #waiting = new Set<FetchedChunk>();
  readonly #delivering = new Set<Promise<void>>();
  #isPaused = false;
  #isEnded = false;

  constructor(
    private readonly host: Pick<ConsumerHost, 'deliver' | 'ignoredTypes'>,
    at: TopicPartition,
    /** Offset to fetch next. */
    public position: bigint,
    private readonly parts: {
      commit(positions: readonly Position[]): Promise<void>;
      /** There may be something to fetch again. */
      wake(): void;
    },
  ) {
    this.topic = at.topic;
    this.partition = at.partition;
    this.ignoredTypes = host.ignoredTypes;
  }

  get isReady(): boolean {
    return !this.#isEnded && !this.#isPaused && this.#waiting.size < MAX_WAITING;
  }

  /** The partition may be somebody else's now. */
  end(): void {
    this.#isEnded = true;
    this.#waiting.clear();
  }

  /** What was to be read is gone. */
  beginAt(offset: bigint): void {
    this.#goBack(offset);
  }

  /** Resolves when no chunk is with a handler. */
  async drained(): Promise<void> {
    await Promise.all(this.#delivering);
  }

  /** Takes what a broker sent in answer to `position`; what was asked for before a step back is of no use. */
  take(batches: readonly RecordsBatch[], askedFor: bigint): void {
    const end = endOf(batches);
    if (end === undefined || !this.isReady || askedFor !== this.position || end <= askedFor) return;
    this.position = end;
    const chunk = new FetchedChunk(this, batches, askedFor, end);
    if (chunk.length === 0) return;
    this.#waiting.add(chunk);
    const delivering = this.#deliver(chunk).finally(() => this.#delivering.delete(delivering));
    this.#delivering.add(delivering);
  }

  isWanted(chunk: FetchedChunk): boolean {
    return this.#waiting.has(chunk);
  }

  commit(positions: readonly Position[]): Promise<void> {
    return this.parts.commit(positions);
  }

  readAgainFrom(offset: bigint): () => void {
    this.#isPaused = true;
    this.#goBack(offset);
    return () => {
      this.#isPaused = false;
      this.parts.wake();
    };
  }

  async #deliver(chunk: FetchedChunk): Promise<void> {
    await this.host.deliver(chunk).catch(() => undefined);
    if (!this.#waiting.delete(chunk)) return;
    // Given up before its end, or not committed: it comes again.
    if (chunk.handledTo < chunk.end) this.#goBack(chunk.handledTo);
    this.parts.wake();
  }

  #goBack(offset: bigint): void {
    if (this.#isEnded) return;
    this.#waiting.clear();
    this.position = offset;
  }
}
