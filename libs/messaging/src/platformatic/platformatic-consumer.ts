import { Consumer, ListOffsetTimestamps, type GroupAssignment } from '@platformatic/kafka';
import type { TopicPartition } from '../event-log.js';
import type { ConsumerHost, GroupConsumer } from '../kafka/broker-client.js';
import type { Position } from '../kafka/fetched-partition.js';
import { clientOptions } from './client-options.js';
import { FetchLoop } from './fetch-loop.js';
import { PartitionReader } from './partition-reader.js';
import { clientFault } from './platformatic-fault.js';

/** How often the library repeats what a moment's trouble of the group has refused. */
const RETRIES = 5;
const REBALANCE_TIMEOUT_MS = 30_000;
/** Leaders move: how often to look which broker has which partition. */
const LEADERS_MS = 2_000;

type Offsets = ReadonlyMap<string, readonly (bigint | undefined)[]>;

/**
 * A group member on @platformatic/kafka. The library joins, beats and commits; reading is done here, fetch by fetch, because
 * the library's stream hands over single messages and ends for good with the first longer outage.
 */
export class PlatformaticConsumer implements GroupConsumer {
  readonly #member: Consumer;
  readonly #fetcher: Consumer;
  readonly #loops = new Map<number, FetchLoop>();
  #readers: readonly PartitionReader[] = [];
  #isStopped = false;
  #cancelLook: () => void = () => undefined;

  constructor(private readonly host: ConsumerHost) {
    const { settings, group, topics, sessionTimeoutMs } = host;
    const options = {
      ...clientOptions(settings, RETRIES),
      groupId: group,
      autocommit: false,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: Math.max(REBALANCE_TIMEOUT_MS, sessionTimeoutMs),
      heartbeatInterval: Math.floor(sessionTimeoutMs / 3),
    };
    this.#member = new Consumer(options);
    this.#fetcher = new Consumer({ ...options, retries: 0 });
    for (const topic of topics) {
      this.#member.topics.track(topic);
      this.#fetcher.topics.track(topic);
    }
  }

  async run(): Promise<void> {
    this.#listen();
    try {
      await this.#member.joinGroup();
    } catch (error) {
      throw clientFault(error);
    }
    this.#lookForLeaders();
  }

  /** Readers give up what waits; the handler under way finishes and is committed before the group is left. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelLook();
    for (const loop of this.#loops.values()) loop.stop();
    await Promise.all(this.#readers.map((reader) => reader.drained()));
    for (const reader of this.#readers) reader.end();
    await Promise.allSettled([this.#member.close(true), this.#fetcher.close(true)]);
  }

  #listen(): void {
    this.#member.on('consumer:group:join', ({ assignments }) => void this.#onAssigned(assignments ?? []));
    this.#member.on('consumer:heartbeat:end', () => this.host.onAlive());
    // It does not beat any more.
    this.#member.on('error', (error: unknown) => this.#end(error));
    this.#fetcher.on('error', () => undefined);
  }

  #end(error: unknown): void {
    if (!this.#isStopped) this.host.onEnded(clientFault(error).code);
  }

  async #onAssigned(assignments: readonly GroupAssignment[]): Promise<void> {
    for (const reader of this.#readers) reader.end();
    this.#readers = [];
    this.host.onAssigned(Object.fromEntries(assignments.map(({ topic, partitions }) => [topic, partitions])));
    const generation = this.#member.generationId;
    try {
      const readers = await this.#readersOf(assignments);
      if (this.#isStopped || generation !== this.#member.generationId) return;
      this.#readers = readers;
      await this.#giveToLeaders();
    } catch (error) {
      if (generation === this.#member.generationId) this.#end(error);
    }
  }

  async #readersOf(assignments: readonly GroupAssignment[]): Promise<readonly PartitionReader[]> {
    if (assignments.length === 0) return [];
    const committed: Offsets = await this.#member.listCommittedOffsets({ topics: [...assignments] });
    const earliest = await this.#offsets(assignments, ListOffsetTimestamps.EARLIEST);
    return assignments.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => {
        const first = earliest.get(topic)?.[partition] ?? 0n;
        const next = committed.get(topic)?.[partition] ?? -1n;
        return this.#reader({ topic, partition }, next < first ? first : next);
      }),
    );
  }

  #reader(at: TopicPartition, position: bigint): PartitionReader {
    return new PartitionReader(this.host, at, position, {
      commit: (positions) => this.#commit(positions),
      wake: () => this.#wake(),
    });
  }

  /**
   * Commits under the generation of the moment. A position may so be set back by a commit that was long under way when the
   * group moved on; whoever has the partition then reads some records again, and none is lost.
   */
  async #commit(positions: readonly Position[]): Promise<void> {
    try {
      await this.#member.commit({
        offsets: positions.map(({ topic, partition, next }) => ({
          topic,
          partition,
          offset: next,
          leaderEpoch: -1,
        })),
      });
    } catch (error) {
      throw clientFault(error);
    }
  }

  #offsets(assignments: readonly GroupAssignment[], timestamp: bigint): Promise<Offsets> {
    return this.#fetcher.listOffsets({
      topics: assignments.map(({ topic }) => topic),
      partitions: Object.fromEntries(assignments.map(({ topic, partitions }) => [topic, partitions])),
      timestamp,
    });
  }

  #wake(): void {
    for (const loop of this.#loops.values()) loop.wake();
  }

  #lookForLeaders(): void {
    if (this.#isStopped) return;
    this.#cancelLook = this.host.settings.scheduler.after(LEADERS_MS, () => {
      this.#giveToLeaders()
        .catch(() => undefined)
        .finally(() => this.#lookForLeaders());
    });
  }

  async #giveToLeaders(): Promise<void> {
    const metadata = await this.#fetcher.metadata({ topics: [...this.host.topics] });
    const byLeader = Map.groupBy(
      this.#readers,
      ({ topic, partition }) => metadata.topics.get(topic)?.partitions[partition]?.leader ?? -1,
    );
    if (this.#isStopped) return;
    for (const node of byLeader.keys()) {
      if (node >= 0 && !this.#loops.has(node)) this.#loops.set(node, this.#loop(node));
    }
    for (const [node, loop] of this.#loops) loop.read(byLeader.get(node) ?? []);
  }

  #loop(node: number): FetchLoop {
    const { settings, group, topics } = this.host;
    return new FetchLoop(
      { settings, group, topics, fetcher: this.#fetcher, resetOffsets: (readers) => this.#reset(readers) },
      node,
    );
  }

  /** What a reader wants is gone, or not there yet after a broker has lost its end: begins with the oldest record. */
  async #reset(readers: readonly PartitionReader[]): Promise<void> {
    const assignments = [...Map.groupBy(readers, ({ topic }) => topic)].map(([topic, own]) => ({
      topic,
      partitions: own.map(({ partition }) => partition),
    }));
    const earliest = await this.#offsets(assignments, ListOffsetTimestamps.EARLIEST);
    const latest = await this.#offsets(assignments, ListOffsetTimestamps.LATEST);
    for (const reader of readers) {
      const first = earliest.get(reader.topic)?.[reader.partition];
      const last = latest.get(reader.topic)?.[reader.partition];
      if (first === undefined || last === undefined) continue;
      if (reader.position < first || reader.position > last) reader.beginAt(first);
    }
  }
}
