import type { RecordHandler, SubscribeOptions, Subscription, TopicPartition } from '../event-log.js';
import { toEventLogError } from '../fault.js';
import { backoffMs, pause } from '../scheduler.js';
import { BatchDelivery } from './batch-delivery.js';
import type { BrokerClient, ConsumerHost, GroupConsumer } from './broker-client.js';
import { checkGroupRights } from './check-group-rights.js';
import { ConsumerWatchdog } from './consumer-watchdog.js';
import { GroupSession } from './group-session.js';
import type { KafkaAdmin } from './kafka-admin.js';
import type { KafkaSettings } from './kafka-settings.js';

/** How long running handlers may take to finish at the end. */
const DRAIN_MS = 30_000;
/** The same when the consumer has failed already. */
const REPLACE_MS = 5_000;

export interface KafkaSubscriptionParts extends Required<SubscribeOptions> {
  readonly settings: KafkaSettings;
  readonly admin: KafkaAdmin;
  readonly handler: RecordHandler;
  readonly client: BrokerClient;
  onClosed(): void;
}

/** One member of a consumer group. Whatever ends its consumer, another takes its place until `close`. */
export class KafkaSubscription implements Subscription {
  readonly group: string;
  readonly topics: readonly string[];
  readonly #session: GroupSession;
  readonly #delivery: BatchDelivery;
  readonly #watchdog: ConsumerWatchdog;
  readonly #ended = new AbortController();
  #consumer: GroupConsumer | undefined;
  #replacing: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  constructor(private readonly parts: KafkaSubscriptionParts) {
    const { settings, sessionTimeoutMs, group, topics } = parts;
    this.group = group;
    this.topics = topics;
    this.#session = new GroupSession(settings.scheduler, sessionTimeoutMs);
    this.#delivery = new BatchDelivery({ ...parts, session: this.#session });
    this.#watchdog = new ConsumerWatchdog({
      scheduler: settings.scheduler,
      stallMs: settings.stallMs,
      assigned: () => this.assigned(),
      position: (at) => this.#delivery.position(at),
      isOccupied: (at) => this.#delivery.isOccupied(at),
      lag: () => parts.admin.lag(group, topics),
      onStalled: () => this.#replace('event-log.consumer-stalled'),
    });
  }

  /** Rejects when the brokers are away, or when the group is not ours to use; afterwards the subscription heals by itself. */
  async start(): Promise<void> {
    await checkGroupRights(this.parts.settings, this.group);
    try {
      await this.#run();
    } catch (error) {
      await this.#letGo(REPLACE_MS);
      throw toEventLogError(error);
    }
    this.#watchdog.start();
  }

  assigned(): readonly TopicPartition[] {
    return this.#session.assigned();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#watchdog.stop();
    this.#ended.abort();
    await this.#replacing;
    await this.#within(REPLACE_MS, this.#delivery.stop());
    await this.#letGo(DRAIN_MS);
    this.#session.end();
    this.parts.onClosed();
  }

  async #run(): Promise<void> {
    const consumer: GroupConsumer = this.parts.client.newConsumer(
      this.#host(() => this.#consumer === consumer),
    );
    this.#consumer = consumer;
    await consumer.run();
  }

  /** What a consumer says counts only as long as it is the current one. */
  #host(isCurrent: () => boolean): ConsumerHost {
    const { settings, group, topics, sessionTimeoutMs, ignoredTypes } = this.parts;
    return {
      ...{ settings, group, topics, sessionTimeoutMs, ignoredTypes },
      onAssigned: (assignment) => {
        if (!isCurrent()) return;
        this.#delivery.onAssigned();
        this.#session.onAssigned(assignment);
      },
      onAlive: () => {
        if (isCurrent()) this.#session.onAlive();
      },
      onEnded: (code) => {
        if (isCurrent()) this.#replace('event-log.consumer-ended', code);
      },
      deliver: (fetched) => this.#delivery.deliver(fetched),
    };
  }

  #replace(reason: string, code?: string): void {
    if (this.#ended.signal.aborted || this.#replacing !== undefined) return;
    this.parts.settings.logger.warn(reason, { group: this.group, ...(code === undefined ? {} : { code }) });
    this.#replacing = this.#runAgain().finally(() => {
      this.#replacing = undefined;
    });
  }

  async #runAgain(): Promise<void> {
    const { scheduler, backoff, logger } = this.parts.settings;
    for (let attempt = 0; !this.#isEnded(); attempt += 1) {
      this.#session.end();
      await this.#letGo(REPLACE_MS);
      await pause(scheduler, backoffMs(backoff, attempt), this.#ended.signal);
      if (this.#isEnded()) return;
      try {
        await this.#run();
        return;
      } catch (error) {
        logger.warn('event-log.consumer-failed', { group: this.group, code: toEventLogError(error).fault });
      }
    }
  }

  #isEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Stops (running handlers finish), leaves the group, disconnects. A client that hangs is left behind. */
  async #letGo(patienceMs: number): Promise<void> {
    const consumer = this.#consumer;
    this.#consumer = undefined;
    if (consumer === undefined) return;
    await this.#within(
      patienceMs,
      consumer.stop().catch(() => undefined),
    );
  }

  /** Resolves with the work, or without it when it takes too long. */
  async #within(patienceMs: number, work: Promise<void>): Promise<void> {
    const patience = new AbortController();
    await Promise.race([work, pause(this.parts.settings.scheduler, patienceMs, patience.signal)]);
    patience.abort();
  }
}
