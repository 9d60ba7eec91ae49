import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { IncomingRecord } from '../event-log.js';
import type { FetchedPartition, Position } from './fetched-partition.js';
import { isOfType, kafkaRecord } from './kafka-record.js';

/** What kafkajs has fetched of one partition. kafkajs fetches nothing more before it is settled. */
export class FetchedByKafkajs implements FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly length: number;

  constructor(
    private readonly consumer: Consumer,
    private readonly payload: EachBatchPayload,
    private readonly ignoredTypes: readonly string[],
  ) {
    const { topic, partition, messages } = payload.batch;
    this.topic = topic;
    this.partition = partition;
    this.length = messages.length;
  }

  records(start: number, end: number): readonly IncomingRecord[] {
    const { messages } = this.payload.batch;
    const records: IncomingRecord[] = [];
    for (let index = start; index < end; index += 1) {
      const message = messages[index];
      if (message === undefined || isOfType(message, this.ignoredTypes)) continue;
      records.push(kafkaRecord(this.topic, this.partition, message));
    }
    return records;
  }

  offsetAfter(index: number): bigint {
    return BigInt(this.#offset(index)) + 1n;
  }

  isWanted(): boolean {
    return this.payload.isRunning() && !this.payload.isStale();
  }

  async commit(positions: readonly Position[]): Promise<void> {
    const topics = Map.groupBy(positions, ({ topic }) => topic);
    await this.payload.commitOffsetsIfNecessary({
      topics: [...topics].map(([topic, own]) => ({
        topic,
        partitions: own.map(({ partition, next }) => ({ partition, offset: String(next) })),
      })),
    });
  }

  resolve({ next }: Position): void {
    this.payload.resolveOffset(String(next - 1n));
  }

  heartbeat(): Promise<void> {
    return this.payload.heartbeat();
  }

  readAgainFrom(index: number): () => void {
    const resume = this.payload.pause();
    const { topic, partition } = this;
    this.consumer.seek({ topic, partition, offset: this.#offset(index) });
    return resume;
  }

  #offset(index: number): string {
    return this.payload.batch.messages[index]?.offset ?? this.payload.batch.firstOffset() ?? '0';
  }
}
