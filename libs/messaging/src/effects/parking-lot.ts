import { readRecord, type HavreEvent } from '@havre/events';
import type { DataSource, EntityManager } from 'typeorm';
import { faultOf } from '../fault.js';
import type { Parking, ParkedRecord, Redeliver } from '../transport/parking.js';
import type { RecordCoordinates } from '../transport/event-batch.js';
import { Outbox } from './outbox.js';

/** A key whose records wait for an operator. Coordinates and codes; nothing of any record. */
export interface ParkedKey {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  /** Offset of the oldest waiting record. */
  readonly offset: bigint;
  readonly errorCode: string;
  /** How often the oldest record was tried. */
  readonly attempts: number;
  readonly parkedAt: Date;
  /** Records that wait, the failing one included. */
  readonly count: number;
}

export type ParkingOutcome =
  | { readonly outcome: 'retried' }
  | { readonly outcome: 'discarded' }
  | { readonly outcome: 'refused'; readonly reason: 'unknown-id' | 'failed-again' | 'not-ready' };

export interface DiscardedRecord {
  readonly record: RecordCoordinates;
  /** `undefined` when the record could not be read as an event. */
  readonly event: HavreEvent | undefined;
}

/**
 * Runs in the transaction that discards, in the order of the log. What it returns goes into the outbox with it, e.g.
 * `event.not-applied` for the publishers.
 */
export type DiscardHook = (
  manager: EntityManager,
  discarded: readonly DiscardedRecord[],
) => Promise<readonly HavreEvent[]>;

export interface ParkingLotParts {
  readonly onDiscard?: DiscardHook;
  readonly outbox?: Outbox;
  readonly relay?: { wake(): void };
}

interface KeyRow {
  id: string;
  topic: string;
  partition: number;
  key: string;
}

interface ListRow extends KeyRow {
  consumer: string;
  error_code: string;
  attempts: number;
  parked_at: Date;
  count: number;
  offset: string;
}

interface RecordRow {
  offset: string;
  value: string;
}

const LIST = `SELECT k.id, k.consumer, k.topic, k.partition, k.key, k.error_code, k.attempts, k.parked_at,
    count(r."offset")::integer AS count, coalesce(min(r."offset"), -1)::text AS "offset"
  FROM parked_key k LEFT JOIN parked_record r ON r.parked_key_id = k.id
  WHERE k.consumer = $1 GROUP BY k.id ORDER BY k.parked_at, k.id`;

const KEYS_OF_PARTITION = 'SELECT key FROM parked_key WHERE consumer = $1 AND topic = $2 AND partition = $3';

// A retry or a discard holds the key's row FOR UPDATE: this waits for it and then sees whether the key is still parked.
const QUEUE = `WITH parked AS (
    SELECT id, key FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = ANY($3::text[]) ORDER BY id FOR KEY SHARE
  ), queued AS (
    INSERT INTO parked_record (parked_key_id, "offset", value)
    SELECT parked.id, r.place, r.value FROM unnest($3::text[], $4::bigint[], $5::text[]) AS r(key, place, value)
    JOIN parked USING (key) ON CONFLICT DO NOTHING
  )
  SELECT DISTINCT key FROM parked`;

const PARK = `WITH parked AS (
    INSERT INTO parked_key (consumer, topic, partition, key, error_code, attempts, parked_at)
    VALUES ($1, $2, $3, $4, $5, $6, havre_now())
    ON CONFLICT (consumer, topic, key) DO UPDATE SET attempts = parked_key.attempts RETURNING id
  )
  INSERT INTO parked_record (parked_key_id, "offset", value) SELECT id, $7::bigint, $8 FROM parked ON CONFLICT DO NOTHING`;

const LOCK = `SELECT id, topic, partition, key FROM parked_key WHERE consumer = $1 AND id::text = $2 FOR UPDATE`;
const RECORDS = `SELECT "offset"::text AS "offset", value FROM parked_record WHERE parked_key_id = $1 ORDER BY parked_record."offset"`;
const FORGET = 'DELETE FROM parked_key WHERE id = $1';
const FORGET_RECORD = 'DELETE FROM parked_record WHERE parked_key_id = $1 AND "offset" = $2::bigint';
const FAILED_AGAIN = 'UPDATE parked_key SET attempts = attempts + 1, error_code = $2 WHERE id = $1';

/**
 * Keys set aside because one of their records fails for a reason that waiting does not cure. Later records of a parked key
 * queue behind it in order; other keys of the partition go on.
 */
export class ParkingLot implements Parking {
  readonly #outbox: Outbox;
  #redeliver: Redeliver | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly consumer: string,
    private readonly parts: ParkingLotParts = {},
  ) {
    this.#outbox = parts.outbox ?? new Outbox();
  }

  async list(): Promise<readonly ParkedKey[]> {
    const rows = await this.dataSource.query<ListRow[]>(LIST, [this.consumer]);
    return rows.map(({ error_code: errorCode, parked_at: parkedAt, offset, ...row }) => ({
      ...row,
      errorCode,
      parkedAt,
      offset: BigInt(offset),
    }));
  }

  /** Delivers the waiting records of a key again, in order, from the first to the last or to the one that fails. */
  async retry(id: string): Promise<ParkingOutcome> {
    const redeliver = this.#redeliver;
    if (redeliver === undefined) return { outcome: 'refused', reason: 'not-ready' };
    return this.#withKey(id, async (manager, key, rows) => {
      for (const row of rows) {
        try {
          await redeliver({ ...coordinates(key, row), value: row.value });
          // Also keeps the transaction from idling for as long as all handlers together take.
          await manager.query(FORGET_RECORD, [key.id, row.offset]);
        } catch (error) {
          await manager.query(FAILED_AGAIN, [key.id, faultOf(error).code]);
          return { outcome: 'refused', reason: 'failed-again' };
        }
      }
      await manager.query(FORGET, [key.id]);
      return { outcome: 'retried' };
    });
  }

  /** Forgets the waiting records of a key; records that come later are delivered as usual. */
  async discard(id: string): Promise<ParkingOutcome> {
    const result = await this.#withKey(id, async (manager, key, rows) => {
      const discarded = rows.map((row) => ({ record: coordinates(key, row), event: eventOf(row.value) }));
      const events = (await this.parts.onDiscard?.(manager, discarded)) ?? [];
      await this.#outbox.add(manager, events);
      await manager.query(FORGET, [key.id]);
      return { outcome: 'discarded' };
    });
    this.parts.relay?.wake();
    return result;
  }

  attach(redeliver: Redeliver): void {
    this.#redeliver = redeliver;
  }

  async parkedKeys(topic: string, partition: number): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ key: string }[]>(KEYS_OF_PARTITION, [
      this.consumer,
      topic,
      partition,
    ]);
    return new Set(rows.map(({ key }) => key));
  }

  async queueBehind(topic: string, records: readonly ParkedRecord[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ key: string }[]>(QUEUE, [
      this.consumer,
      topic,
      records.map(({ key }) => key),
      records.map(({ offset }) => String(offset)),
      records.map(({ value }) => value),
    ]);
    return new Set(rows.map(({ key }) => key));
  }

  async park(record: ParkedRecord, errorCode: string, attempts: number): Promise<void> {
    const { topic, partition, key, offset, value } = record;
    await this.dataSource.query(PARK, [
      this.consumer,
      topic,
      partition,
      key,
      errorCode,
      attempts,
      String(offset),
      value,
    ]);
  }

  /** Holds the key's row for the whole of `work`, so that records that arrive meanwhile wait for its end. */
  #withKey(
    id: string,
    work: (manager: EntityManager, key: KeyRow, rows: readonly RecordRow[]) => Promise<ParkingOutcome>,
  ): Promise<ParkingOutcome> {
    return this.dataSource.transaction(async (manager) => {
      const [key] = await manager.query<KeyRow[]>(LOCK, [this.consumer, id]);
      if (key === undefined) return { outcome: 'refused', reason: 'unknown-id' };
      return work(manager, key, await manager.query<RecordRow[]>(RECORDS, [key.id]));
    });
  }
}

function coordinates({ topic, partition, key }: KeyRow, { offset }: RecordRow): RecordCoordinates {
  return { topic, partition, key, offset: BigInt(offset) };
}

function eventOf(value: string): HavreEvent | undefined {
  const read = readRecord(value);
  return read.outcome === 'valid' ? read.event : undefined;
}
