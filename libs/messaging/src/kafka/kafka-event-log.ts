import { EventLogError } from '../event-log-error.js';
import type {
  EventLog,
  OutgoingRecord,
  PartitionBounds,
  PartitionLag,
  RecordHandler,
  RewoundPartition,
  SubscribeOptions,
  Subscription,
  TopicSpec,
} from '../event-log.js';
import { subscribeSettings } from '../subscribe-settings.js';
import { checkTopicSpecs } from '../topic-spec.js';
import type { BrokerClient } from './broker-client.js';
import { KafkaAdmin } from './kafka-admin.js';
import { KafkaAppender } from './kafka-appender.js';
import { BRIEF_RETRY, kafkaClient } from './kafka-client.js';
import { kafkaSettings, type KafkaEventLogOptions, type KafkaSettings } from './kafka-settings.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { kafkajsBrokerClient } from './kafkajs-broker-client.js';

/**
 * Opens the log on Kafka.
 * @throws EventLogError `unavailable` when no broker answers, `unauthorized`, `invalid-option`
 */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
  const settings = kafkaSettings(options);
  const log = new KafkaEventLog(settings, await brokerClient(settings));
  try {
    await log.open();
  } catch (error) {
    await log.close();
    throw error;
  }
  return log;
}

/** The second client is loaded only where it is chosen. */
async function brokerClient(settings: KafkaSettings): Promise<BrokerClient> {
  if (settings.client === 'kafkajs') return kafkajsBrokerClient(settings);
  const { platformaticBrokerClient } = await import('../platformatic/platformatic-broker-client.js');
  return platformaticBrokerClient(settings);
}

/** The port on Kafka. */
export class KafkaEventLog implements EventLog {
  readonly kind = 'kafka';
  readonly #admin: KafkaAdmin;
  readonly #appender: KafkaAppender;
  readonly #subscriptions = new Set<KafkaSubscription>();
  #closed: Promise<void> | undefined;

  constructor(
    private readonly settings: KafkaSettings,
    private readonly client: BrokerClient,
  ) {
    this.#admin = new KafkaAdmin(kafkaClient(settings, BRIEF_RETRY), settings);
    this.#appender = new KafkaAppender(client.newSender(), this.#admin);
  }

  /** So that a wrong address or password is known at once. Who only reads may have no right to open a producer. */
  async open(): Promise<void> {
    await this.#admin.ping();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    this.#checkOpen();
    checkTopicSpecs(topics);
    if (topics.length > 0) await this.#admin.ensureTopics(topics);
  }

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    await this.#appender.append(records);
  }

  async subscribe(options: SubscribeOptions, handler: RecordHandler): Promise<Subscription> {
    this.#checkOpen();
    const checked = subscribeSettings(options);
    await this.#appender.checkTopics(new Set(checked.topics));
    const subscription = new KafkaSubscription({
      ...checked,
      settings: this.settings,
      admin: this.#admin,
      handler,
      client: this.client,
      onClosed: () => this.#subscriptions.delete(subscription),
    });
    this.#subscriptions.add(subscription);
    try {
      await subscription.start();
    } catch (error) {
      this.#subscriptions.delete(subscription);
      throw error;
    }
    return subscription;
  }

  async lag(group: string): Promise<readonly PartitionLag[]> {
    this.#checkOpen();
    const own = [...this.#subscriptions].filter((subscription) => subscription.group === group);
    return this.#admin.lag(
      group,
      own.flatMap(({ topics }) => topics),
    );
  }

  async rewind(group: string, topics: readonly string[], since: Date): Promise<readonly RewoundPartition[]> {
    this.#checkOpen();
    return this.#admin.rewind(group, topics, since);
  }

  async deleteBefore(topic: string, partition: number, offset: bigint): Promise<void> {
    this.#checkOpen();
    await this.#appender.checkTopics(new Set([topic]));
    await this.#admin.deleteBefore(topic, partition, offset);
  }

  async bounds(topics: readonly string[]): Promise<readonly PartitionBounds[]> {
    this.#checkOpen();
    return this.#admin.bounds(topics);
  }

  async roll(topic: string, partition: number): Promise<void> {
    this.#checkOpen();
    await this.#appender.mark(topic, partition);
  }

  async ping(): Promise<void> {
    this.#checkOpen();
    await this.#admin.ping();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.close()));
    await this.#appender.close();
  }

  #checkOpen(): void {
    if (this.#closed !== undefined) throw new EventLogError('closed');
  }
}
