import type { IncomingRecord, TopicPartition } from '../event-log.js';

/** Where a group stands in a partition. */
export interface Position extends TopicPartition {
  /** Offset of the next record to handle. */
  readonly next: bigint;
}

/** Consecutive records of one partition that a client has fetched, and what the client can do about them. */
export interface FetchedPartition extends TopicPartition {
  /** Records, those included that nobody has any use for. */
  readonly length: number;
  /** The records from index `start` to before index `end` that are of use. */
  records(start: number, end: number): readonly IncomingRecord[];
  /** Offset after the record at an index. */
  offsetAfter(index: number): bigint;
  /** Whether the client still wants them handled: it may have been stopped, or told to read elsewhere. */
  isWanted(): boolean;
  /** Makes positions durable, of this partition or of others in the same client. */
  commit(positions: readonly Position[]): Promise<void>;
  /** The records before `position.next` will not be needed again. */
  resolve(position: Position): void;
  /** Tells the coordinator, when that is due, that this consumer is alive. */
  heartbeat(): Promise<void>;
  /** Stops reading the partition, and later goes on at the record of an index. The result is called when it may. */
  readAgainFrom(index: number): () => void;
}
