import { AssignerProtocol, type Admin, type Kafka, type SeekEntry } from 'kafkajs';
import { EventLogError } from '../event-log-error.js';
import type { PartitionBounds, PartitionLag, RewoundPartition, TopicSpec } from '../event-log.js';
import { faultOf, toEventLogError } from '../fault.js';
import { pause } from '../scheduler.js';
import type { KafkaSettings } from './kafka-settings.js';
import { rewindGroup } from './rewind-group.js';
import { topicConfiguration } from './topic-configuration.js';

const LEADER_WAIT_MS = 100;
const LEADER_TRIES = 150;

type TopicOffsets = SeekEntry & { high: string; low: string };

/** What is asked of the cluster itself. Each call has an admin client of its own: one that reconnects breaks. */
export class KafkaAdmin {
  constructor(
    private readonly client: Kafka,
    private readonly settings: KafkaSettings,
  ) {}

  topics(): Promise<ReadonlySet<string>> {
    return this.#with(async (admin) => new Set(await admin.listTopics()));
  }

  /**
   * Makes the missing topics and waits until each of their partitions has a leader. Existing ones stay as they are. Who may
   * not make topics is content with those that there are: brokers show a client only the topics that concern it.
   */
  ensureTopics(specs: readonly TopicSpec[]): Promise<void> {
    return this.#with(async (admin) => {
      const existing = new Set(await admin.listTopics());
      const missing = specs.filter(({ name }) => !existing.has(name));
      if (missing.length === 0) return;
      if (!(await this.#mayCreate(admin, missing))) return;
      await this.#awaitLeaders(
        admin,
        missing.map(({ name }) => name),
      );
    });
  }

  /** Committed and end offsets of each partition of the group's topics. */
  lag(group: string, subscribed: readonly string[]): Promise<readonly PartitionLag[]> {
    return this.#with(async (admin) => {
      const topics = await topicsOf(admin, group, subscribed);
      if (topics.length === 0) return [];
      const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
      const lags: PartitionLag[] = [];
      for (const { topic, partitions } of committed) {
        const ends = new Map(
          (await admin.fetchTopicOffsets(topic)).map((offsets) => [offsets.partition, offsets]),
        );
        for (const { partition, offset } of partitions)
          lags.push(partitionLag(topic, partition, offset, ends));
      }
      return lags.sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
    });
  }

  rewind(group: string, topics: readonly string[], since: Date): Promise<readonly RewoundPartition[]> {
    return this.#with((admin) => rewindGroup(admin, group, topics, since));
  }

  deleteBefore(topic: string, partition: number, offset: bigint): Promise<void> {
    return this.#with(async (admin) => {
      // Also loads the leaders, without which the deletion fails on a fresh client.
      const found = (await admin.fetchTopicOffsets(topic)).find((offsets) => offsets.partition === partition);
      if (found === undefined) throw new EventLogError('unknown-topic');
      const until = offset > BigInt(found.high) ? BigInt(found.high) : offset;
      if (until <= BigInt(found.low)) return;
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(until) }] });
    });
  }

  bounds(topics: readonly string[]): Promise<readonly PartitionBounds[]> {
    return this.#with(async (admin) => {
      const bounds: PartitionBounds[] = [];
      for (const topic of topics)
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
          bounds.push({ topic, partition, start: BigInt(low), end: BigInt(high) });
      return bounds;
    });
  }

  async ping(): Promise<void> {
    await this.#with((admin) => admin.describeCluster());
  }

  async #mayCreate(admin: Admin, missing: readonly TopicSpec[]): Promise<boolean> {
    try {
      await this.#create(admin, missing);
      return true;
    } catch (error) {
      const { code, fault } = toEventLogError(error);
      if (code !== 'unauthorized') throw error;
      this.settings.logger.info('event-log.topics-are-made-elsewhere', { code: fault });
      return false;
    }
  }

  async #create(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
    const { brokers } = await admin.describeCluster();
    const replicationFactor = this.settings.replicationFactor ?? Math.min(3, brokers.length);
    const topics = specs.map((spec) => ({
      topic: spec.name,
      numPartitions: spec.partitions ?? this.settings.partitions,
      replicationFactor,
      configEntries: topicConfiguration(spec),
    }));
    try {
      // Waiting for leaders inside kafkajs fails under load although the topic is made.
      await admin.createTopics({ topics, waitForLeaders: false });
    } catch (error) {
      const others = await admin.listTopics();
      if (!specs.every(({ name }) => others.includes(name))) throw error;
    }
  }

  async #awaitLeaders(admin: Admin, topics: readonly string[]): Promise<void> {
    for (let tries = 0; tries < LEADER_TRIES; tries += 1) {
      if (await hasLeaders(admin, topics)) return;
      await pause(this.settings.scheduler, LEADER_WAIT_MS);
    }
    throw new EventLogError('unavailable', 'kafka.LEADER_NOT_AVAILABLE');
  }

  async #with<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.client.admin();
    try {
      await admin.connect();
      return await work(admin);
    } catch (error) {
      throw toEventLogError(error);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }
}

async function hasLeaders(admin: Admin, topics: readonly string[]): Promise<boolean> {
  try {
    const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
    return metadata.topics.every(
      ({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0),
    );
  } catch (error) {
    if (!faultOf(error).retriable) throw error;
    return false;
  }
}

/** Topics with commits of the group, those its members name, and those that this process subscribes to. */
async function topicsOf(
  admin: Admin,
  group: string,
  subscribed: readonly string[],
): Promise<readonly string[]> {
  const committed = await admin.fetchOffsets({ groupId: group });
  const { groups } = await admin.describeGroups([group]);
  const named = groups
    .flatMap(({ members }) => members)
    .flatMap(({ memberMetadata }) => AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? []);
  return [...new Set([...committed.map(({ topic }) => topic), ...named, ...subscribed])];
}

function partitionLag(
  topic: string,
  partition: number,
  offset: string,
  ends: ReadonlyMap<number, TopicOffsets>,
): PartitionLag {
  const end = BigInt(ends.get(partition)?.high ?? 0);
  const start = BigInt(ends.get(partition)?.low ?? 0);
  const committed = BigInt(offset) < start ? start : BigInt(offset);
  return { topic, partition, committed, end, lag: Number(end - committed) };
}
