import {
  FetchIsolationLevels,
  type ClusterMetadata,
  type Consumer,
  type RecordsBatch,
} from '@platformatic/kafka';
import { backoffMs, pause } from '../scheduler.js';
import type { KafkaSettings } from '../kafka/kafka-settings.js';
import type { PartitionReader } from './partition-reader.js';
import { clientFault } from './platformatic-fault.js';

const PARTITION_BYTES = 1_048_576;
const FETCH_BYTES = 10_485_760;

export interface FetchLoopParts {
  readonly settings: KafkaSettings;
  readonly group: string;
  readonly topics: readonly string[];
  /** A client that fetches and does nothing else: a fetch that waits for news must not keep a commit waiting. */
  readonly fetcher: Consumer;
  /** Corrects the positions that a broker no longer has. */
  resetOffsets(readers: readonly PartitionReader[]): Promise<void>;
}

type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>;

/** Reads the partitions that one broker leads, as long as their consumer lives. Unlike the stream of the library, it never ends. */
export class FetchLoop {
  #readers: readonly PartitionReader[] = [];
  #isRunning = false;
  #wake: () => void = () => undefined;
  #isStopped = false;

  constructor(
    private readonly parts: FetchLoopParts,
    private readonly node: number,
  ) {}

  /** From now on these partitions, and no others. */
  read(readers: readonly PartitionReader[]): void {
    this.#readers = readers;
    this.wake();
    if (this.#isRunning || readers.length === 0) return;
    this.#isRunning = true;
    void this.#run();
  }

  wake(): void {
    this.#wake();
  }

  stop(): void {
    this.#isStopped = true;
    this.wake();
  }

  async #run(): Promise<void> {
    const { settings, group } = this.parts;
    for (let failures = 0; !this.#mustStop();) {
      const ready = this.#readers.filter(({ isReady }) => isReady);
      if (ready.length === 0) {
        await this.#sleep();
        continue;
      }
      try {
        await this.#fetch(ready);
        failures = 0;
      } catch (error) {
        if (this.#mustStop()) return;
        const { code } = clientFault(error);
        settings.logger.warn('event-log.read-failed', { group, code });
        if (code.endsWith('.OFFSET_OUT_OF_RANGE'))
          await this.parts.resetOffsets(ready).catch(() => undefined);
        else this.parts.fetcher.clearMetadata();
        await pause(settings.scheduler, backoffMs(settings.backoff, failures));
        failures += 1;
      }
    }
  }

  #mustStop(): boolean {
    return this.#isStopped;
  }

  async #fetch(readers: readonly PartitionReader[]): Promise<void> {
    const { fetcher, topics, settings } = this.parts;
    const metadata = await fetcher.metadata({ topics: [...topics] });
    const asked = new Map(readers.map((reader) => [reader, reader.position]));
    const requests = [...Map.groupBy(readers, ({ topic }) => topic)].map(([topic, own]) => ({
      topicId: metadata.topics.get(topic)?.id ?? '',
      partitions: own.map(({ partition, position }) => ({
        partition,
        fetchOffset: position,
        currentLeaderEpoch: -1,
        lastFetchedEpoch: -1,
        partitionMaxBytes: PARTITION_BYTES,
      })),
    }));
    const response = await fetcher.fetch({
      node: this.node,
      topics: requests,
      minBytes: 1,
      maxBytes: FETCH_BYTES,
      maxWaitTime: settings.maxWaitMs,
      isolationLevel: FetchIsolationLevels.READ_COMMITTED,
    });
    handOut(response, metadata, asked);
  }

  /** Until a partition can be read again. */
  async #sleep(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#wake = () => resolve(undefined);
    if (!this.#readers.some(({ isReady }) => isReady) && !this.#isStopped) await promise;
    this.#wake = () => undefined;
  }
}

function handOut(
  { responses }: FetchResponse,
  metadata: ClusterMetadata,
  asked: ReadonlyMap<PartitionReader, bigint>,
): void {
  const sent = new Map<string, readonly RecordsBatch[]>();
  for (const { topicId, partitions } of responses) {
    for (const { partitionIndex, records } of partitions) {
      if (records !== null && records !== undefined) sent.set(`${topicId}/${partitionIndex}`, records);
    }
  }
  for (const [reader, askedFor] of asked) {
    const id = metadata.topics.get(reader.topic)?.id ?? '';
    const batches = sent.get(`${id}/${reader.partition}`);
    if (batches !== undefined) reader.take(batches, askedFor);
  }
}
