import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { planAssignment } from '../assignment.js';
import { faultOf } from '../fault.js';
import type { MessagingLogger } from '../messaging-logger.js';
import type { Scheduler } from '../scheduler.js';
import { OUTBOX_SHARDS } from './messaging-tables.js';

export interface ShardLeasesOptions {
  readonly leaseMs: number;
  readonly logger: MessagingLogger;
  readonly scheduler: Scheduler;
  readonly newId?: () => string;
  /** The owned shards changed. */
  readonly onChange: () => void;
}

interface BeatRow {
  members: string[] | null;
  shards: { shard: number; owner: string | null }[];
  kept: number[] | null;
}

const SOON = (parameter: string): string => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

const BEAT = `
  WITH alive AS (
    INSERT INTO relay_member (id, expires_at) VALUES ($1::uuid, ${SOON('$2::integer')})
    ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at
  ), dead AS (
    DELETE FROM relay_member WHERE id IN (SELECT id FROM relay_member
      WHERE expires_at < clock_timestamp() AND id <> $1::uuid FOR UPDATE SKIP LOCKED)
  ), kept AS (
    UPDATE relay_shard SET expires_at = ${SOON('$2::integer')} WHERE owner = $1::uuid RETURNING shard
  )
  SELECT (SELECT json_agg(id) FROM relay_member WHERE expires_at > clock_timestamp()) AS members,
    (SELECT json_agg(json_build_object('shard', shard,
      'owner', CASE WHEN expires_at > clock_timestamp() THEN owner END) ORDER BY shard) FROM relay_shard) AS shards,
    (SELECT json_agg(shard) FROM kept) AS kept`;

const CLAIM = `
  WITH free AS (
    SELECT shard FROM relay_shard
    WHERE shard = ANY($2::smallint[]) AND (owner IS NULL OR owner = $1::uuid OR expires_at <= clock_timestamp())
    ORDER BY shard FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE relay_shard s SET owner = $1::uuid, expires_at = ${SOON('$3::integer')} FROM free WHERE s.shard = free.shard
    RETURNING s.shard
  )
  SELECT shard FROM taken`;

const RELEASE = `WITH given AS (
    UPDATE relay_shard SET owner = NULL WHERE owner = $1::uuid AND shard = ANY($2::smallint[]) RETURNING 1)
  SELECT count(*) FROM given`;

const LEAVE = `WITH given AS (UPDATE relay_shard SET owner = NULL WHERE owner = $1::uuid), gone AS (
    DELETE FROM relay_member WHERE id = $1::uuid RETURNING 1)
  SELECT count(*) FROM gone`;

/** Which shards of the outbox this process relays: a fair share of them, by leases on the database's clock. */
export class ShardLeases {
  readonly #id: string;
  readonly #owned = new Set<number>();
  #validUntil = 0;
  #beating: Promise<void> = Promise.resolve();
  #isStopped = false;
  #cancel: () => void = () => undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: ShardLeasesOptions,
  ) {
    this.#id = (options.newId ?? randomUUID)();
  }

  get hasAll(): boolean {
    return this.#owned.size === OUTBOX_SHARDS;
  }

  isValid(): boolean {
    return this.options.scheduler.now() < this.#validUntil;
  }

  /** Empty when the leases may have run out. */
  owned(): readonly number[] {
    return this.isValid() ? [...this.#owned] : [];
  }

  async start(): Promise<void> {
    await this.#beat();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#beating;
    this.#owned.clear();
    await this.dataSource.query(LEAVE, [this.#id]).catch(() => undefined);
  }

  #beat(): Promise<void> {
    this.#beating = this.#beatOnce()
      .catch((error: unknown) => {
        this.options.logger.warn('outbox.lease-failed', { code: faultOf(error).code });
      })
      .then(() => {
        const wait =
          this.#owned.size > 0 ? this.options.leaseMs / 3 : Math.min(500, this.options.leaseMs / 3);
        if (!this.#isStopped) this.#cancel = this.options.scheduler.after(wait, () => void this.#beat());
      });
    return this.#beating;
  }

  async #beatOnce(): Promise<void> {
    const { scheduler, leaseMs, onChange } = this.options;
    const sentAt = scheduler.now();
    const [row] = await this.dataSource.query<BeatRow[]>(BEAT, [this.#id, leaseMs]);
    if (row === undefined) return;
    // A lease that ran out meanwhile may have had another owner in between; it is simply ours again now.
    this.#owned.clear();
    for (const shard of row.kept ?? []) this.#owned.add(shard);
    this.#validUntil = sentAt + leaseMs;
    await this.#share(row);
    onChange();
  }

  async #share({ members, shards }: BeatRow): Promise<void> {
    const everybody = new Set([...(members ?? []), this.#id]);
    const plan = planAssignment(
      this.#id,
      [...everybody].map((id) => ({ id, topics: ['outbox'] })),
      shards.map(({ shard, owner }) => ({
        partitionId: shard,
        topic: 'outbox',
        owner: this.#owned.has(shard) ? this.#id : owner === this.#id ? undefined : (owner ?? undefined),
      })),
    );
    if (plan.release.length > 0) await this.#release(plan.release);
    if (plan.claim.length > 0) await this.#claim(plan.claim);
  }

  async #claim(shards: readonly number[]): Promise<void> {
    const rows = await this.dataSource.query<{ shard: number }[]>(CLAIM, [
      this.#id,
      shards,
      this.options.leaseMs,
    ]);
    for (const { shard } of rows) this.#owned.add(shard);
  }

  async #release(shards: readonly number[]): Promise<void> {
    for (const shard of shards) this.#owned.delete(shard);
    await this.dataSource.query(RELEASE, [this.#id, shards]);
  }
}
