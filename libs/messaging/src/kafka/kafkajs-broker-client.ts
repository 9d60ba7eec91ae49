import { CompressionTypes, type Consumer, type Kafka, type Producer } from 'kafkajs';
import { toEventLogError } from '../fault.js';
import type {
  BrokerClient,
  ConsumerHost,
  EncodedRecord,
  GroupConsumer,
  RecordSender,
} from './broker-client.js';
import { FetchedByKafkajs } from './fetched-by-kafkajs.js';
import { BRIEF_RETRY, kafkaClient, PATIENT_RETRY } from './kafka-client.js';
import type { KafkaSettings } from './kafka-settings.js';

/** At least as many partitions as a fetch may bring: those of a topic can share a batch only when they are given out together. */
const PARALLEL_PARTITIONS = 64;
const REBALANCE_TIMEOUT_MS = 30_000;
/** Most bytes of one partition in a fetch (a larger record comes all the same): what waits longer costs more to collect. */
const PARTITION_BYTES = 262_144;

/** kafkajs, with connections of its own for the producer and for each consumer. */
export function kafkajsBrokerClient(settings: KafkaSettings): BrokerClient {
  return {
    newSender: () => new KafkajsSender(kafkaClient(settings, BRIEF_RETRY)),
    newConsumer: (host) => new KafkajsConsumer(kafkaClient(settings, PATIENT_RETRY), host),
  };
}

class KafkajsSender implements RecordSender {
  #producer: Promise<Producer> | undefined;

  constructor(private readonly client: Kafka) {}

  async send(records: readonly EncodedRecord[]): Promise<void> {
    const producer = await this.#connected();
    const byTopic = Map.groupBy(records, ({ topic }) => topic);
    await producer.sendBatch({
      acks: -1,
      compression: CompressionTypes.None,
      topicMessages: [...byTopic].map(([topic, own]) => ({
        topic,
        messages: own.map(({ message }) => message),
      })),
    });
  }

  async letGo(): Promise<void> {
    const producer = await this.#producer?.catch(() => undefined);
    this.#producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }

  async #connected(): Promise<Producer> {
    this.#producer ??= this.#connect();
    try {
      return await this.#producer;
    } catch (error) {
      this.#producer = undefined;
      throw toEventLogError(error);
    }
  }

  async #connect(): Promise<Producer> {
    const producer = this.client.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }
}

class KafkajsConsumer implements GroupConsumer {
  readonly #consumer: Consumer;

  constructor(
    client: Kafka,
    private readonly host: ConsumerHost,
  ) {
    const { group, sessionTimeoutMs, settings } = host;
    this.#consumer = client.consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.floor(sessionTimeoutMs / 3),
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      maxWaitTimeInMs: settings.maxWaitMs,
      maxBytesPerPartition: PARTITION_BYTES,
      allowAutoTopicCreation: false,
      retry: PATIENT_RETRY,
    });
  }

  async run(): Promise<void> {
    const { topics, ignoredTypes } = this.host;
    this.#listen();
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARALLEL_PARTITIONS,
      eachBatch: (payload) => this.host.deliver(new FetchedByKafkajs(this.#consumer, payload, ignoredTypes)),
    });
  }

  async stop(): Promise<void> {
    await this.#consumer.disconnect();
  }

  #listen(): void {
    const { events } = this.#consumer;
    this.#consumer.on(events.GROUP_JOIN, ({ payload }) => this.host.onAssigned(payload.memberAssignment));
    this.#consumer.on(events.HEARTBEAT, () => this.host.onAlive());
    this.#consumer.on(events.CRASH, ({ payload }) => {
      if (!payload.restart) this.host.onEnded(toEventLogError(payload.error).fault);
    });
  }
}
