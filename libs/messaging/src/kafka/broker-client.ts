import type { FetchedPartition } from './fetched-partition.js';
import type { KafkaSettings } from './kafka-settings.js';

/** A record as it goes to a broker. */
export interface EncodedRecord {
  readonly topic: string;
  readonly message: {
    readonly key: Buffer | null;
    readonly value: Buffer;
    readonly headers?: Readonly<Record<string, string>>;
    /** Absent: by the key, as every client of Kafka chooses. */
    readonly partition?: number;
  };
  readonly bytes: number;
}

/** Sends with an idempotent producer that waits for all in-sync replicas. */
export interface RecordSender {
  /** Durable when it resolves, in order for each partition. */
  send(records: readonly EncodedRecord[]): Promise<void>;
  /** Ends the producer: the next one has an identity of its own. */
  letGo(): Promise<void>;
}

/** Who a consumer works for. */
export interface ConsumerHost {
  readonly settings: KafkaSettings;
  readonly group: string;
  readonly topics: readonly string[];
  readonly sessionTimeoutMs: number;
  readonly ignoredTypes: readonly string[];
  /** A new generation of the group: partitions by topic. */
  onAssigned(assignment: Readonly<Record<string, readonly number[]>>): void;
  /** The coordinator has answered. */
  onAlive(): void;
  /** The consumer will not read any more. */
  onEnded(code: string): void;
  /** Resolves when the records are handled and being committed, or given up. */
  deliver(fetched: FetchedPartition): Promise<void>;
}

/** One consumer of a client library: broken ones are left behind, and others take their place. */
export interface GroupConsumer {
  /** Joins the group and reads. */
  run(): Promise<void>;
  /** Waits for the running batches, leaves the group, disconnects. */
  stop(): Promise<void>;
}

/** What the port needs of a client library, besides administration. */
export interface BrokerClient {
  newSender(): RecordSender;
  newConsumer(host: ConsumerHost): GroupConsumer;
}
