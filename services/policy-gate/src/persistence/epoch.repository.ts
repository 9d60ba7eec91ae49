import type { Point, PublicJwk } from '@havre/sealing';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import type { EpochSlot } from '../domain/epoch.js';

/** An epoch key as everybody may know it. */
export interface StoredEpoch {
  readonly kid: string;
  readonly slot: number;
  /** Counts the keys of a slot: a later one stands in for one that nobody holds any more. */
  readonly generation: number;
  readonly publicJwk: PublicJwk;
  readonly notAfter: Date;
  readonly isEnded: boolean;
}

/** A replica of the gate that showed a sign of life within the last seconds. */
export interface LiveReplica {
  readonly id: string;
  readonly url: string;
  /** What epoch keys are wrapped to for it. */
  readonly publicJwk: Point;
  /** Names of the keys whose private half it holds. */
  readonly holds: readonly string[];
}

export interface EpochsNow {
  readonly now: Date;
  readonly epochs: readonly StoredEpoch[];
  readonly replicas: readonly LiveReplica[];
}

interface EpochRow {
  readonly kid: string;
  readonly slot: string;
  readonly generation: number;
  readonly public_jwk: PublicJwk;
  readonly not_after: Date;
  readonly is_ended: boolean;
}

interface ReplicaRow {
  readonly id: string;
  readonly url: string;
  readonly public_jwk: Point;
  readonly holds: readonly string[];
}

const COLUMNS = 'kid, slot, generation, public_jwk, not_after, ended_at IS NOT NULL AS is_ended';
const LIVE = `SELECT id, url, public_jwk, holds FROM gate_replica
  WHERE seen_at > clock_timestamp() - make_interval(secs => $1::float8 / 1000)`;

const BEAT = `
  WITH gone AS (DELETE FROM gate_replica WHERE seen_at < clock_timestamp() - interval '1 hour')
  INSERT INTO gate_replica (id, url, public_jwk, holds) VALUES ($1, $2, $3, $4)
  ON CONFLICT (id) DO UPDATE
  SET url = excluded.url, holds = excluded.holds, seen_at = clock_timestamp()`;

// A key is never there without its holder: otherwise another replica would take it for lost.
const ADD = `
  WITH made AS (
    INSERT INTO sealing_epoch (kid, slot, generation, public_jwk, not_before, not_after)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING kid)
  UPDATE gate_replica SET holds = array_append(holds, made.kid), seen_at = clock_timestamp()
  FROM made WHERE id = $7`;

const END = `
  WITH forgotten AS (DELETE FROM sealed_seen WHERE kid = $1)
  UPDATE sealing_epoch SET ended_at = havre_now() WHERE kid = $1 AND ended_at IS NULL`;

/** Public epoch keys and the replicas that hold their private halves. */
@Injectable()
export class EpochRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** The time, the epochs that have not ended, and the replicas seen within `liveMs`. */
  async now(liveMs: number): Promise<EpochsNow> {
    const [[clock], epochs, replicas] = await Promise.all([
      this.#dataSource.query<{ now: Date }[]>('SELECT havre_now() AS now'),
      this.#dataSource.query<EpochRow[]>(`SELECT ${COLUMNS} FROM sealing_epoch WHERE ended_at IS NULL`),
      this.#replicas(liveMs),
    ]);
    return { now: clock?.now ?? new Date(0), epochs: epochs.map(toEpoch), replicas };
  }

  /** Those of these keys that there ever were, within the retention. */
  async find(kids: readonly string[]): Promise<readonly StoredEpoch[]> {
    const sql = `SELECT ${COLUMNS} FROM sealing_epoch WHERE kid = ANY ($1::text[])`;
    return (await this.#dataSource.query<EpochRow[]>(sql, [kids])).map(toEpoch);
  }

  /** Says that this replica lives, and what it holds. */
  async beat({ id, url, publicJwk, holds }: LiveReplica): Promise<void> {
    await this.#dataSource.query(BEAT, [id, url, JSON.stringify(publicJwk), holds]);
  }

  async live(id: string, liveMs: number): Promise<LiveReplica | undefined> {
    return (await this.#replicas(liveMs)).find((replica) => replica.id === id);
  }

  /** Adds a key that `holder` has made, unless another has been faster: the next look at the epochs tells. */
  async add(slot: EpochSlot, generation: number, publicJwk: PublicJwk, holder: string): Promise<void> {
    const { kid } = publicJwk;
    await this.#dataSource.query(ADD, [
      kid,
      slot.slot,
      generation,
      JSON.stringify(publicJwk),
      slot.notBefore,
      slot.notAfter,
      holder,
    ]);
  }

  /** From here on nothing is opened with this key. */
  async end(kid: string): Promise<void> {
    await this.#dataSource.query(END, [kid]);
  }

  async leave(id: string): Promise<void> {
    await this.#dataSource.query('DELETE FROM gate_replica WHERE id = $1', [id]);
  }

  /** Forgets epochs that ended long ago. */
  async forget(retentionDays: number): Promise<void> {
    const sql = 'DELETE FROM sealing_epoch WHERE ended_at < havre_now() - make_interval(days => $1)';
    await this.#dataSource.query(sql, [retentionDays]);
  }

  async #replicas(liveMs: number): Promise<readonly LiveReplica[]> {
    const rows = await this.#dataSource.query<ReplicaRow[]>(LIVE, [liveMs]);
    return rows.map(({ id, url, public_jwk, holds }) => ({ id, url, publicJwk: public_jwk, holds }));
  }
}

function toEpoch({ kid, slot, generation, public_jwk, not_after, is_ended }: EpochRow): StoredEpoch {
  return {
    kid,
    slot: Number(slot),
    generation,
    publicJwk: public_jwk,
    notAfter: not_after,
    isEnded: is_ended,
  };
}
