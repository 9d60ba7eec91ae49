import type { RecordHandler, Subscription, SubscribeOptions, TopicPartition } from '../event-log.js';
import type { EventLogError } from '../event-log-error.js';
import { toEventLogError } from '../fault.js';
import { backoffMs, pause } from '../scheduler.js';
import { planAssignment } from '../assignment.js';
import { GroupMembership, type ClaimedLease, type GroupState } from './group-membership.js';
import type { LogDatabase } from './log-database.js';
import { OffsetCommitter } from './offset-committer.js';
import { LaneSet } from './lane-set.js';
import type { LaneHost } from './lane.js';
import { LeasedPartition } from './leased-partition.js';
import type { PostgresSettings } from './postgres-settings.js';
import { RecordFeeder } from './record-feeder.js';
import { RecordReader } from './record-reader.js';
import type { TopicCatalog } from './topic-catalog.js';
import type { WakeUpListener, WakeUps } from './wake-ups.js';

/** How often to look around while NOTIFY cannot reach us. */
const POLL_MS = 500;
const DRAIN_MS = 30_000;

export interface SubscriptionSetting extends Required<SubscribeOptions> {
  readonly database: LogDatabase;
  readonly catalog: TopicCatalog;
  readonly wakeUps: WakeUps;
  readonly settings: PostgresSettings;
  readonly handler: RecordHandler;
  onClosed(): void;
}

/**
 * One member of one group. Every third of the session it beats: extends its leases, sees the others, gives partitions
 * away or takes free ones, and learns of records that no notification told it about. Between beats it sleeps until woken.
 */
export class PostgresSubscription implements Subscription, WakeUpListener {
  readonly group: string;
  readonly #id: string;
  readonly #membership: GroupMembership;
  readonly #feeder: RecordFeeder;
  readonly #lanes: LaneSet;
  #leasesValidUntil = 0;
  #beating: Promise<void> | undefined;
  #beatAgain = false;
  #failedBeats = 0;
  #beatFault: EventLogError | undefined;
  #isDraining = false;
  #closed: Promise<void> | undefined;
  readonly #ended = new AbortController();
  #cancelBeat: () => void = () => undefined;
  #cancelExpiry: () => void = () => undefined;

  constructor(private readonly setting: SubscriptionSetting) {
    const { database, settings, group, topics, sessionTimeoutMs, catalog } = setting;
    this.group = group;
    this.#id = settings.newId();
    this.#membership = new GroupMembership(database, settings.schema, {
      group,
      id: this.#id,
      topics,
      sessionTimeoutMs,
    });
    this.#lanes = new LaneSet(this.#laneHost(), setting.spanPartitions);
    this.#feeder = new RecordFeeder({
      ...setting,
      reader: new RecordReader(database, catalog, settings.schema, setting.ignoredTypes),
      lanes: this.#lanes,
      ended: this.#ended.signal,
      checkLeases: () => this.#checkLeases(),
    });
  }

  /** Joins the group. Rejects when the database is away; afterwards the subscription heals by itself. */
  async start(): Promise<void> {
    await this.#membership.join();
    await this.setting.wakeUps.add(this);
    await this.#beat();
    if (this.#beatFault !== undefined) {
      await this.close();
      throw this.#beatFault;
    }
    await this.setting.wakeUps.announceGroup(this.group);
  }

  assigned(): readonly TopicPartition[] {
    return this.#lanes
      .all()
      .filter(({ isLeaving }) => !isLeaving)
      .map(({ coordinates }) => coordinates);
  }

  onRecords(partitionIds: readonly number[]): void {
    for (const id of partitionIds) {
      const partition = this.#lanes.get(id);
      if (partition !== undefined) partition.hasNews = true;
    }
    this.#feeder.feed();
  }

  onGroup(group: string): void {
    if (group === this.group) void this.#beat();
  }

  onDoubt(): void {
    void this.#beat();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#isDraining = true;
    const impatience = new AbortController();
    await Promise.race([
      this.#lanes.drain(),
      pause(this.setting.settings.scheduler, DRAIN_MS, impatience.signal),
    ]);
    impatience.abort();
    this.#ended.abort();
    this.#cancelBeat();
    this.#cancelExpiry();
    this.setting.wakeUps.remove(this);
    this.#lanes.loseAll();
    await this.#beating;
    await this.#membership.leave().catch(() => undefined);
    await this.setting.wakeUps.announceGroup(this.group);
    this.setting.onClosed();
  }

  /**
   * Beats now. Never two at a time, since an older answer must not undo a newer claim; when a beat is under way another
   * follows it, since it may already have looked.
   */
  #beat(): Promise<void> {
    if (this.#beating !== undefined) {
      this.#beatAgain = true;
      return this.#beating;
    }
    this.#cancelBeat();
    this.#beating = this.#beatUntilCalm();
    return this.#beating;
  }

  async #beatUntilCalm(): Promise<void> {
    do {
      this.#beatAgain = false;
      await this.#beatSafely();
    } while (this.#shouldBeatAgain());
    this.#beating = undefined;
    this.#scheduleBeat();
  }

  #shouldBeatAgain(): boolean {
    return this.#beatAgain && this.#beatFault === undefined && !this.#ended.signal.aborted;
  }

  async #beatSafely(): Promise<void> {
    try {
      await this.#beatOnce();
      this.#failedBeats = 0;
      this.#beatFault = undefined;
    } catch (error) {
      this.#failedBeats += 1;
      this.#beatFault = toEventLogError(error);
      const fields = { group: this.group, code: this.#beatFault.fault };
      this.setting.settings.logger.warn('event-log.beat-failed', fields);
    }
  }

  #scheduleBeat(): void {
    if (this.#ended.signal.aborted) return;
    const { settings, sessionTimeoutMs, wakeUps } = this.setting;
    const regular = wakeUps.isListening ? sessionTimeoutMs / 3 : Math.min(POLL_MS, sessionTimeoutMs / 3);
    const wait = this.#failedBeats > 0 ? backoffMs(settings.backoff, this.#failedBeats - 1) : regular;
    this.#cancelBeat = settings.scheduler.after(Math.min(wait, regular), () => void this.#beat());
  }

  async #beatOnce(): Promise<void> {
    const { scheduler } = this.setting.settings;
    const sentAt = scheduler.now();
    const state = await this.#membership.beat();
    if (this.#ended.signal.aborted) return;
    this.#extend(sentAt + this.setting.sessionTimeoutMs);
    this.#dropLost(state);
    this.#noteNews(state);
    if (!this.#isDraining) await this.#rebalance(state);
    this.#feeder.feed();
  }

  /** The database counts from when it heard the beat; counting from when it was sent is on the safe side. */
  #extend(until: number): void {
    const { scheduler } = this.setting.settings;
    this.#leasesValidUntil = until;
    this.#cancelExpiry();
    this.#cancelExpiry = scheduler.after(Math.max(0, until - scheduler.now()), () => this.#checkLeases());
    this.#checkLeases();
  }

  /** Nobody heard from us for a whole session: whatever we hold may be somebody else's now. */
  #checkLeases(): void {
    if (this.setting.settings.scheduler.now() >= this.#leasesValidUntil) this.#lanes.loseAll();
  }

  #dropLost({ kept }: GroupState): void {
    for (const partition of this.#lanes.all()) {
      if (kept.get(partition.partitionId) !== partition.epoch) this.#lose(partition);
    }
  }

  #lose(partition: LeasedPartition): void {
    this.#lanes.lose(partition);
    this.setting.settings.logger.info('event-log.lease-lost', {
      group: this.group,
      ...partition.coordinates,
    });
  }

  #noteNews({ leases }: GroupState): void {
    for (const { partitionId, nextOffset } of leases) {
      const partition = this.#lanes.get(partitionId);
      if (partition !== undefined && partition.position.offset < nextOffset) partition.hasNews = true;
    }
  }

  async #rebalance(state: GroupState): Promise<void> {
    const partitions = state.leases.map(({ partitionId, topic, owner }) => ({
      partitionId,
      topic,
      owner: this.#lanes.has(partitionId) ? this.#id : owner === this.#id ? undefined : owner,
    }));
    const plan = planAssignment(this.#id, state.members, partitions);
    for (const partitionId of plan.release) void this.#release(this.#lanes.get(partitionId));
    await this.#giveBack(state.kept, plan.claim);
    if (plan.claim.length === 0) return;
    const claimed = await this.#membership.claim(plan.claim);
    if (!this.#isDraining) for (const lease of claimed) this.#open(lease);
  }

  #open(lease: ClaimedLease): void {
    this.#lanes.add(new LeasedPartition(lease, this.setting.catalog.coordinates(lease.partitionId)));
  }

  async #release(partition: LeasedPartition | undefined): Promise<void> {
    if (partition === undefined || partition.isLeaving) return;
    if (!(await this.#lanes.release(partition))) return;
    // Should the database not hear this, the next beat gives the lease back.
    await this.#membership.release(partition.partitionId, partition.epoch).catch(() => undefined);
    await this.setting.wakeUps.announceGroup(this.group);
  }

  /** Leases that the database still counts as ours although we have let go of them, and want no more. */
  async #giveBack(kept: ReadonlyMap<number, bigint>, claim: readonly number[]): Promise<void> {
    for (const [partitionId, epoch] of kept) {
      if (this.#lanes.has(partitionId) || claim.includes(partitionId)) continue;
      await this.#membership.release(partitionId, epoch);
    }
  }

  #laneHost(): LaneHost {
    const { settings, handler, sessionTimeoutMs } = this.setting;
    return {
      group: this.group,
      handler,
      committer: new OffsetCommitter(this.#membership),
      scheduler: settings.scheduler,
      backoff: settings.backoff,
      logger: settings.logger,
      heartbeat: async () => {
        const remaining = this.#leasesValidUntil - settings.scheduler.now();
        if (remaining < sessionTimeoutMs / 2) await this.#beat();
      },
      onReady: () => this.#feeder.feed(),
      onLost: (partition) => this.#lose(partition),
    };
  }
}
