/**
 * The event log as Havre sees it: an append-only log of topics cut into partitions, read by groups.
 * Two adapters implement it (PostgreSQL and Kafka) and one contract suite holds both to the words below.
 * No type of a client library crosses this file.
 */

/** What a producer appends. Records with the same `topic` and `key` keep the order in which they were appended. */
export interface OutgoingRecord {
  /** A topic made by `ensureTopics`. */
  readonly topic: string;
  /** 1 to 256 characters: the id of the entity. Decides the partition. */
  readonly key: string;
  /** At most 900 KiB as UTF-8, without the character U+0000. */
  readonly value: string;
  /** At most 4 KiB together, without the character U+0000. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a consumer reads. */
export interface IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  /** Rises by at least one from record to record of a partition; compaction leaves holes. */
  readonly offset: bigint;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When the log took the record, by the clock of the log. */
  readonly appendedAt: Date;
}

/** Consecutive records of one partition; never empty. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /** Aborts when this consumer no longer owns the partition: what it does from then on is done by somebody else too. */
  readonly signal: AbortSignal;
  /**
   * Says that a long handler is alive. Cheap: call it as often as convenient.
   * @throws EventLogError `lease-lost` when the partition belongs to somebody else by now.
   */
  heartbeat(): Promise<void>;
}

/**
 * Resolves: the batch is committed. Rejects: the partition waits (exponential back-off) and then gets a batch that begins
 * with the same record, while other partitions go on.
 */
export type RecordHandler = (batch: RecordBatch) => Promise<void>;

export interface TopicSpec {
  /** Letters, digits, `.`, `_`, `-`; 1 to 200 characters. */
  readonly name: string;
  /** 1 to 1000; the adapter's default when absent. The number of an existing topic never changes. */
  readonly partitions?: number;
  /** Absent: as it is, or `delete` for a new topic. `compact` keeps at least the newest record of each key for ever; `delete` only forgets by age. */
  readonly cleanup?: 'delete' | 'compact';
  /** Milliseconds after which records of a `delete` topic may go. Absent: as it is, or 7 days for a new topic. */
  readonly retentionMs?: number;
}

export interface SubscribeOptions {
  /** Consumers of one group share the partitions of its topics; each group reads everything. New groups start at the beginning. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Most records in one batch. Default 200. */
  readonly maxBatch?: number;
  /** Milliseconds of silence after which a consumer's partitions go to others. Default 10 000. */
  readonly sessionTimeoutMs?: number;
}

export interface Subscription {
  readonly group: string;
  /** Partitions this consumer owns now, for status pages and tests. */
  assigned(): readonly TopicPartition[];
  /** Takes no new batch, waits for the running handlers, commits them, gives the partitions back. */
  close(): Promise<void>;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** How far a group is behind. With holes from compaction `lag` is an upper bound. */
export interface PartitionLag extends TopicPartition {
  /** Offset of the next record that the group will read. */
  readonly committed: bigint;
  /** Offset that the next appended record will get. */
  readonly end: bigint;
  readonly lag: number;
}

/** Every method rejects with `EventLogError` and with nothing else. */
export interface EventLog {
  readonly kind: 'postgresql' | 'kafka';
  /**
   * Makes the topics that do not exist yet; safe to call from many processes at once. Existing topics take over the cleanup and
   * the retention on PostgreSQL; on Kafka they stay as their operator has set them.
   */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  /**
   * For tests: the clock by which records are stamped and forgotten goes so many milliseconds ahead of real time; 0 is real
   * time again. Absent where the log's clock is not ours: a Kafka broker has its own.
   */
  moveClock?(aheadMs: number): Promise<void>;
  /**
   * Durable when it resolves. Each partition takes its records in the order given.
   * A rejection with `retriable` leaves open whether the records were taken: append them again; readers see duplicates then.
   */
  append(records: readonly OutgoingRecord[]): Promise<void>;
  /** At least once, in order per partition; partitions run side by side. */
  subscribe(options: SubscribeOptions, handler: RecordHandler): Promise<Subscription>;
  /** Every partition of the topics that the group has ever subscribed to. */
  lag(group: string): Promise<readonly PartitionLag[]>;
  /** Makes the records before `offset` unreadable for everybody. An offset past the end means the end. */
  deleteBefore(topic: string, partition: number, offset: bigint): Promise<void>;
  /** Resolves when the log answers. */
  ping(): Promise<void>;
  /** Closes every subscription (see there), waits for appends under way, then lets go of all connections. */
  close(): Promise<void>;
}
