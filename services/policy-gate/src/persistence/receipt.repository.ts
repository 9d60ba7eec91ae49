import { PREPARED } from '@havre/service';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import type { ProposedReceipt, Receipt } from '../domain/receipt.js';
import { tallyOf, type Drop } from '../domain/tally.js';
import { ReceiptEntity } from './receipt.entity.js';
import { addByCategory, addBySource } from './tally.repository.js';

/** One transaction of the door: what is to be remembered, counted and marked together. */
export interface Admission {
  /** At most one for each source and event id. */
  readonly proposed: readonly ProposedReceipt[];
  readonly drops: readonly Drop[];
  /** Receipts of earlier groups whose events are in the log by now. */
  readonly appended: readonly string[];
}

interface InsertedRow {
  readonly receipt: string;
  readonly accepted_at: Date;
}

interface StoredRow extends InsertedRow {
  readonly source: string;
  readonly event_id: string;
  readonly fingerprint: string;
  readonly subject: string;
  readonly is_appended: boolean;
}

/**
 * One statement, and so one transaction and one way to the database and back: what is new is counted where it is stored.
 * Rows of counts are locked in the order in which every gate locks them: sources first, each list by its key.
 */
const ADMIT = `${PREPARED}
  WITH marked AS (
    UPDATE receipt SET appended_at = havre_now() WHERE receipt = ANY ($6::uuid[]) AND appended_at IS NULL
  ), inserted AS (
    INSERT INTO receipt (receipt, source, event_id, fingerprint, subject)
    SELECT receipt, source, event_id, decode(fingerprint, 'hex'), subject
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
      AS proposed (receipt, source, event_id, fingerprint, subject)
    ORDER BY source, event_id
    ON CONFLICT (source, event_id) DO NOTHING
    RETURNING receipt, source, accepted_at
  ), counted AS (
    SELECT source, sum(cleared)::bigint AS cleared, sum(dropped)::bigint AS dropped FROM (
      SELECT source, 1 AS cleared, 0::bigint AS dropped FROM inserted
      UNION ALL SELECT source, 0, dropped FROM unnest($7::text[], $8::bigint[]) AS added (source, dropped)
    ) AS each GROUP BY source ORDER BY source COLLATE "C"
  ), by_source AS (${addBySource('SELECT source, cleared, dropped FROM counted')} RETURNING 1),
  by_category AS (${addByCategory(`SELECT category, count
    FROM (SELECT count(*) AS sources FROM by_source) AS earlier, unnest($9::text[], $10::bigint[]) AS added (category, count)`)})
  SELECT receipt, accepted_at FROM inserted`;

/**
 * The append that follows is durable only with everything that its database has committed before. It follows what is new, and
 * nothing else: where nothing is, the subquery has no row to join and the commit waits for the disk. Whether the group has
 * drops makes no difference, so that nobody's answer tells of them by its time.
 */
const ADMIT_SWIFTLY = `${ADMIT}, (SELECT set_config('synchronous_commit', 'off', true) OFFSET 0) AS swift`;

const SELECT_EARLIER = `
  SELECT receipt, source, event_id, encode(fingerprint, 'hex') AS fingerprint, subject, accepted_at,
    appended_at IS NOT NULL AS is_appended
  FROM receipt JOIN unnest($1::text[], $2::text[]) AS wanted (source, event_id) USING (source, event_id)`;

const DELETE_OLD = `
  DELETE FROM receipt WHERE receipt IN (
    SELECT receipt FROM receipt WHERE accepted_at < havre_now() - make_interval(days => $1) LIMIT $2
  )`;

/** The receipts of the door, in PostgreSQL. Faults of the database pass through as they are: callers map them. */
@Injectable()
export class ReceiptRepository {
  readonly #dataSource: DataSource;
  readonly #commitsWithLog: boolean;

  /**
   * @param commitsWithLog whether the event log lies in the same database: PostgreSQL keeps the order of commits, so receipts
   *   need not wait for the disk by themselves when an append of their events comes next
   */
  constructor(
    dataSource: DataSource,
    { commitsWithLog = false }: { readonly commitsWithLog?: boolean } = {},
  ) {
    this.#dataSource = dataSource;
    this.#commitsWithLog = commitsWithLog;
  }

  /**
   * Remembers, counts and marks in one transaction. Only an event that is new is counted as cleared: a repeated
   * sending counts once.
   *
   * @returns the receipt that now stands for each proposed source and event id, by `receiptKey`.
   */
  async admit(admission: Admission): Promise<ReadonlyMap<string, Receipt>> {
    const inserted = await this.#insert(admission);
    const earlier = admission.proposed.filter(({ receipt }) => !inserted.has(receipt));
    const stored = await this.#selectEarlier(earlier);
    const fresh = admission.proposed.flatMap((proposed) => toFreshReceipt(proposed, inserted));
    return new Map([...fresh, ...stored].map((receipt) => [receiptKey(receipt), receipt]));
  }

  /** The key under which the ids of events are made. A secret. */
  async idKey(): Promise<Uint8Array> {
    const [row] = await this.#dataSource.query<{ key: Buffer }[]>('SELECT key FROM receipt_key');
    if (row === undefined) throw new RangeError('the table receipt_key is empty');
    return row.key;
  }

  /** Notes that the log holds these events. */
  async markAppended(receipts: readonly string[]): Promise<void> {
    if (receipts.length === 0) return;
    await this.#dataSource.query(
      'UPDATE receipt SET appended_at = havre_now() WHERE receipt = ANY ($1::uuid[]) AND appended_at IS NULL',
      [receipts],
    );
  }

  /** @returns the receipt when it belongs to one of these sources. */
  async find(receipt: string, sources: readonly string[]): Promise<ReceiptEntity | undefined> {
    const found = await this.#dataSource.getRepository(ReceiptEntity).findOneBy({ receipt });
    return found !== null && sources.includes(found.source) ? found : undefined;
  }

  /**
   * Deletes at most `limit` receipts that are older than the retention.
   *
   * @returns how many were deleted.
   */
  async deleteOld(retentionDays: number, limit: number): Promise<number> {
    const [, count] = await this.#dataSource.query<[unknown, number]>(DELETE_OLD, [retentionDays, limit]);
    return count;
  }

  async #insert({ proposed, drops, appended }: Admission): Promise<ReadonlyMap<string, Date>> {
    if (proposed.length + drops.length + appended.length === 0) return new Map();
    const { bySource, byCategory } = tallyOf([], drops);
    const sql = this.#commitsWithLog ? ADMIT_SWIFTLY : ADMIT;
    const rows = await this.#dataSource.query<InsertedRow[]>(sql, [
      proposed.map(({ receipt }) => receipt),
      proposed.map(({ source }) => source),
      proposed.map(({ eventId }) => eventId),
      proposed.map(({ fingerprint }) => fingerprint),
      proposed.map(({ subject }) => subject),
      appended,
      bySource.map(({ source }) => source),
      bySource.map(({ dropped }) => dropped),
      byCategory.map(({ category }) => category),
      byCategory.map(({ count }) => count),
    ]);
    return new Map(rows.map((row) => [row.receipt, row.accepted_at]));
  }

  async #selectEarlier(wanted: readonly ProposedReceipt[]): Promise<readonly Receipt[]> {
    if (wanted.length === 0) return [];
    const rows = await this.#dataSource.query<StoredRow[]>(SELECT_EARLIER, [
      wanted.map(({ source }) => source),
      wanted.map(({ eventId }) => eventId),
    ]);
    return rows.map((row) => ({
      receipt: row.receipt,
      source: row.source,
      eventId: row.event_id,
      fingerprint: row.fingerprint,
      subject: row.subject,
      acceptedAt: row.accepted_at,
      isAppended: row.is_appended,
    }));
  }
}

/** Identifies an event of a publisher. A source holds no space, so no two pairs give the same key. */
export function receiptKey({
  source,
  eventId,
}: {
  readonly source: string;
  readonly eventId: string;
}): string {
  return `${source} ${eventId}`;
}

function toFreshReceipt(proposed: ProposedReceipt, inserted: ReadonlyMap<string, Date>): Receipt[] {
  const acceptedAt = inserted.get(proposed.receipt);
  return acceptedAt === undefined ? [] : [{ ...proposed, acceptedAt, isAppended: false }];
}
