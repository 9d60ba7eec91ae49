/**
 * The event log as Havre sees it: an append-only log of topics cut into partitions, read by groups.
 * Two adapters implement it (PostgreSQL and Kafka) and one contract suite holds both to the words below.
 * No type of a client library crosses this file.
 */

/** The whole value of a record of `EventLog.roll`. It has neither key nor headers, and readers pass over it. */
export const ROLL_MARKER = 'havre.roll';

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
  /** True for a record of a producer other than ours that has neither a key nor a header: nothing but its value. */
  readonly isBare?: true;
}

/** Consecutive records of one partition, or of several when the subscription allows it; never empty. */
export interface RecordBatch {
  readonly topic: string;
  /** Partition of the first record. */
  readonly partition: number;
  readonly records: readonly IncomingRecord[];
  /**
   * Aborts when this consumer no longer owns a partition of the batch: what it does from then on is done by somebody else too.
   * The same signal in two batches means that the same partitions were owned all the time.
   */
  readonly signal: AbortSignal;
  /**
   * Says that a long handler is alive. Cheap: call it as often as convenient.
   * @throws EventLogError `lease-lost` when the partition belongs to somebody else by now.
   */
  heartbeat(): Promise<void>;
}

/**
 * Resolves: the batch is committed, at once or a moment later with what is handled until then; a process that dies in between
 * leaves it to come again. Rejects: the partition waits (exponential back-off) and then gets a batch that begins with the same
 * record, while other partitions go on.
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
  /**
   * Whether what `deleteBefore` deletes must leave the disks within seconds: small segments, no delay before a file goes, times
   * and packing as the log has them rather than as a producer says. Default false. Only for a new topic, and only on Kafka.
   */
  readonly isErasedSoon?: boolean;
}

export interface SubscribeOptions {
  /** Consumers of one group share the partitions of its topics; each group reads everything. New groups start at the beginning. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Most records in one batch. Default 200. */
  readonly maxBatch?: number;
  /**
   * Lets a batch hold consecutive records of several partitions of its topic, in order for each: fewer and larger transactions.
   * Those partitions wait together after a failure. Default false.
   */
  readonly spanPartitions?: boolean;
  /**
   * Values of the header `ce_type` that the group has no use for: records that say one of them may be left out of batches, and
   * are committed with their neighbours. Default none.
   */
  readonly ignoredTypes?: readonly string[];
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

/** What a partition holds: the records from `start` on, before `end`. */
export interface PartitionBounds extends TopicPartition {
  readonly start: bigint;
  readonly end: bigint;
}

/** A partition of which a group reads a part again: from `to`, not from `from`. */
export interface RewoundPartition extends TopicPartition {
  readonly from: bigint;
  readonly to: bigint;
}

/** Runs a statement in a transaction that the caller has begun. */
export type QueryInTransaction = (sql: string, parameters: unknown[]) => Promise<readonly unknown[]>;

/** Appends that commit with a transaction of the log's own database. */
export interface TransactionalAppends {
  /**
   * Appends within the transaction of `query`: readers see the records after its commit, or never. Other appends to the same
   * partitions wait for that commit, so let it be the last statement that takes locks.
   * @returns what to announce; `undefined` when the condition does not hold, and nothing is appended
   */
  append(
    query: QueryInTransaction,
    records: readonly OutgoingRecord[],
  ): Promise<readonly number[] | undefined>;
  /** Wakes the readers, once the transaction has committed. */
  announce(appended: readonly number[]): void;
}

/** Every method rejects with `EventLogError` and with nothing else. */
export interface EventLog {
  readonly kind: 'postgresql' | 'kafka';
  /**
   * Makes the topics that do not exist yet; safe to call from many processes at once. Where this client may not make topics,
   * those that there are must do. Existing topics take over the cleanup and
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
  /**
   * Where the log's tables lie in the database that `query` runs in, and its user may append to them: appends as part of that
   * database's transactions. Otherwise `undefined`, and absent from logs that live elsewhere.
   * @param condition SQL that must hold for anything to be appended, in terms of the caller's tables
   */
  joinTransactions?(query: QueryInTransaction, condition: string): Promise<TransactionalAppends | undefined>;
  /** At least once, in order per partition; partitions run side by side. */
  subscribe(options: SubscribeOptions, handler: RecordHandler): Promise<Subscription>;
  /** Every partition of the topics that the group has ever subscribed to. */
  lag(group: string): Promise<readonly PartitionLag[]>;
  /**
   * Lets a group read again what was appended from a moment on; never moves it forward. For after the group's database was
   * put back. Answers with what was moved.
   * @throws EventLogError `conflict` while the group has members
   */
  rewind?(group: string, topics: readonly string[], since: Date): Promise<readonly RewoundPartition[]>;
  /** Makes the records before `offset` unreadable for everybody. An offset past the end means the end. */
  deleteBefore(topic: string, partition: number, offset: bigint): Promise<void>;
  /**
   * What every partition of the topics holds. Absent from logs whose deletions are final. A Kafka broker writes down where a
   * partition begins only now and then: one that is killed may let everybody read again what was deleted.
   */
  bounds?(topics: readonly string[]): Promise<readonly PartitionBounds[]>;
  /**
   * Appends one record that says nothing (`ROLL_MARKER`): files are cut only when something is appended, and only a file that
   * is cut off can be let go of. Absent from logs that do not keep their records in files of their own.
   */
  roll?(topic: string, partition: number): Promise<void>;
  /** Resolves when the log answers. */
  ping(): Promise<void>;
  /** Closes every subscription (see there), waits for appends under way, then lets go of all connections. */
  close(): Promise<void>;
}
