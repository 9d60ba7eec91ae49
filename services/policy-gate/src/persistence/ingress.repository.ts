import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';

import type { PartitionProgress } from '../domain/epoch.js';

export interface IngressPartition {
  readonly topic: string;
  readonly partition: number;
}

/** How far a partition of a sealed topic has been dealt with. */
export interface IngressProgress extends IngressPartition, PartitionProgress {
  /** UUID of this life of the partition. */
  readonly incarnation: string;
  /** What was deleted before here is in files that have been cut off. */
  readonly rolledBefore: bigint;
}

/** A record that was opened, named by the random numbers of its seal. */
export interface SeenSeal {
  readonly kid: string;
  /** 16 bytes. */
  readonly mark: Buffer;
  readonly partition: number;
  readonly offset: bigint;
}

interface ProgressRow {
  readonly topic: string;
  readonly partition: number;
  readonly incarnation: string;
  readonly next_offset: string;
  readonly content_end: string;
  readonly deleted_before: string;
  readonly rolled_before: string;
}

interface SeenRow {
  readonly kid: string;
  readonly mark: Buffer;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

const AT = 'WHERE topic = $1 AND partition = $2';
const COLUMNS = 'topic, partition, incarnation, next_offset, content_end, deleted_before, rolled_before';

// Losing this in a crash of the database only means that the same rows are written again.
const CLAIM = `
  WITH claimed AS (
    INSERT INTO sealed_seen (kid, mark, topic, partition, "offset")
    SELECT kid, mark, $1, partition, "offset"
    FROM unnest($2::text[], $3::bytea[], $4::integer[], $5::bigint[]) AS given (kid, mark, partition, "offset")
    ORDER BY kid, mark, "offset"
    ON CONFLICT (kid, mark) DO NOTHING RETURNING 1)
  SELECT count(*)::integer AS count, set_config('synchronous_commit', 'off', true) FROM claimed`;

const FIRST_SEEN = `
  SELECT kid, mark, topic, partition, "offset" FROM sealed_seen
  JOIN unnest($1::text[], $2::bytea[]) AS wanted (kid, mark) USING (kid, mark)`;

/** Positions of the sealed door and the seals that it has seen. Faults of the database pass through as they are. */
@Injectable()
export class IngressRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Where a partition stands; at the beginning when nothing is known of it. */
  async progress({ topic, partition }: IngressPartition): Promise<IngressProgress> {
    const sql = `INSERT INTO ingress_position (topic, partition) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
    const known = await this.#find(topic, partition);
    if (known !== undefined) return known;
    await this.#dataSource.query(sql, [topic, partition]);
    const made = await this.#find(topic, partition);
    if (made === undefined) throw new TypeError('a row that was just written is not there');
    return made;
  }

  async all(): Promise<readonly IngressProgress[]> {
    const sql = `SELECT ${COLUMNS} FROM ingress_position`;
    return (await this.#dataSource.query<ProgressRow[]>(sql)).map(toProgress);
  }

  /**
   * Moves a partition on, in the caller's transaction.
   * @param contentEnd one past the last record of the batch that held anything
   * @returns false when somebody else has moved it meanwhile: then nothing of this transaction may stay
   */
  async advance(
    manager: EntityManager,
    from: IngressProgress,
    to: { readonly nextOffset: bigint; readonly contentEnd: bigint | undefined },
  ): Promise<boolean> {
    const sql = `UPDATE ingress_position SET next_offset = $3, content_end = coalesce($4, content_end)
      ${AT} AND next_offset = $5 AND incarnation = $6`;
    const [, count] = await manager.query<[unknown, number]>(sql, [
      from.topic,
      from.partition,
      String(to.nextOffset),
      to.contentEnd === undefined ? null : String(to.contentEnd),
      String(from.nextOffset),
      from.incarnation,
    ]);
    return count === 1;
  }

  /** The topic was made anew: its partition counts from the beginning. */
  async restart(gone: IngressProgress): Promise<void> {
    const sql = `DELETE FROM ingress_position ${AT} AND incarnation = $3`;
    await this.#dataSource.query(sql, [gone.topic, gone.partition, gone.incarnation]);
  }

  async noteDeleted({ topic, partition, incarnation }: IngressProgress, before: bigint): Promise<void> {
    const sql = `UPDATE ingress_position SET deleted_before = greatest(deleted_before, $3)
      ${AT} AND incarnation = $4`;
    await this.#dataSource.query(sql, [topic, partition, String(before), incarnation]);
  }

  async noteRolled({ topic, partition, incarnation }: IngressProgress, before: bigint): Promise<void> {
    const sql = `UPDATE ingress_position SET rolled_before = greatest(rolled_before, $3)
      ${AT} AND incarnation = $4`;
    await this.#dataSource.query(sql, [topic, partition, String(before), incarnation]);
  }

  /** What was deleted from an offset on is there again: it is neither deleted nor cut off. */
  async noteReturned({ topic, partition, incarnation }: IngressProgress, from: bigint): Promise<void> {
    const sql = `UPDATE ingress_position
      SET deleted_before = least(deleted_before, $3), rolled_before = least(rolled_before, $3)
      ${AT} AND incarnation = $4`;
    await this.#dataSource.query(sql, [topic, partition, String(from), incarnation]);
  }

  /**
   * Remembers seals of one topic, each with the first position that it was seen at.
   * @returns whether each, in the order given, was seen at another position before
   */
  async claim(topic: string, seals: readonly SeenSeal[]): Promise<readonly boolean[]> {
    if (seals.length === 0) return [];
    const kids = seals.map(({ kid }) => kid);
    const marks = seals.map(({ mark }) => mark);
    const [row] = await this.#dataSource.query<{ count: number }[]>(CLAIM, [
      topic,
      kids,
      marks,
      seals.map(({ partition }) => partition),
      seals.map(({ offset }) => String(offset)),
    ]);
    if (row?.count === seals.length) return seals.map(() => false);
    const rows = await this.#dataSource.query<SeenRow[]>(FIRST_SEEN, [kids, marks]);
    const first = new Map(rows.map((seen) => [sealName(seen.kid, seen.mark), seen]));
    return seals.map(({ kid, mark, partition, offset }) => {
      const seen = first.get(sealName(kid, mark));
      if (seen === undefined) return false;
      return seen.topic !== topic || seen.partition !== partition || BigInt(seen.offset) !== offset;
    });
  }

  async #find(topic: string, partition: number): Promise<IngressProgress | undefined> {
    const sql = `SELECT ${COLUMNS} FROM ingress_position ${AT}`;
    const [row] = await this.#dataSource.query<ProgressRow[]>(sql, [topic, partition]);
    return row === undefined ? undefined : toProgress(row);
  }
}

function sealName(kid: string, mark: Buffer): string {
  return `${kid} ${mark.toString('base64url')}`;
}

function toProgress(row: ProgressRow): IngressProgress {
  return {
    topic: row.topic,
    partition: row.partition,
    incarnation: row.incarnation,
    nextOffset: BigInt(row.next_offset),
    contentEnd: BigInt(row.content_end),
    deletedBefore: BigInt(row.deleted_before),
    rolledBefore: BigInt(row.rolled_before),
  };
}
