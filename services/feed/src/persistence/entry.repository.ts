import { columnsAsRows, textColumns } from '@havre/service';
import type { DataSource, EntityManager } from 'typeorm';
import { FIRST_MOMENT, type Extent } from '../domain/cursor.js';
import type { Entry, FeedEvent } from '../domain/feed-event.js';

/** An entry as it is read: `sequence` is its cursor. */
export interface StoredEntry {
  readonly sequence: bigint;
  readonly event: FeedEvent;
}

/** Microseconds that the entries of one transaction are strewn over. */
const STREWN_OVER = 1_000;

// Takes the one row of entry_position until the commit: see the migration. A sequence number is a moment (microseconds
// since 1970, moved on where it was taken), at random within a millisecond, and not a count: between two of its own a
// reader cannot tell how much was written for others.
const APPEND = `
  WITH taken AS (
      UPDATE entry_position
      SET last = greatest(last, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) + ${STREWN_OVER} + $1::integer
      RETURNING last - ${STREWN_OVER} - $1::integer AS before),
    now AS MATERIALIZED (SELECT havre_now() AS instant),
    strewn AS (
      SELECT row_number() OVER (ORDER BY drawn) AS ordinal, floor(drawn * ${STREWN_OVER})::bigint AS later
      FROM (SELECT random() AS drawn FROM generate_series(1, $1::integer)) AS draws)
  INSERT INTO entry (sequence, recipient, event, written_at)
  SELECT taken.before + strewn.later + given.ordinal, given.recipient, given.event, now.instant
  FROM taken, now, ${columnsAsRows(['text', 'json'], 2)} WITH ORDINALITY AS given (recipient, event, ordinal)
    JOIN strewn USING (ordinal)`;

/** A caller's entries are addressed to its sources and to the services that it owns. */
const ADDRESSED = `$1::text[] || ARRAY(SELECT 'service:' || service_id FROM service WHERE provider = ANY($1::text[]))`;

const PAGE = `
  SELECT sequence, event FROM entry
  WHERE recipient = ANY(${ADDRESSED}) AND sequence > $2 ORDER BY sequence LIMIT $3`;

// The caller's own newest: the newest of all would tell, asked again and again, when somebody else is sent something.
const EXTENT = `
  WITH mine AS MATERIALIZED (SELECT ${ADDRESSED} AS recipients),
    gone AS (SELECT coalesce(max(through), 0) AS through FROM purged, mine WHERE recipient = ANY(mine.recipients))
  SELECT gone.through AS purged_through, greatest(gone.through, newest.sequence) AS last,
    CASE WHEN gone.through < ${FIRST_MOMENT} THEN greatest(gone.through, newest.counted) ELSE 0 END AS last_counted
  FROM gone, mine, LATERAL (
    SELECT max(latest.sequence) AS sequence, max(counted.sequence) AS counted
    FROM unnest(mine.recipients) AS own (recipient)
      LEFT JOIN LATERAL (
        SELECT sequence FROM entry WHERE entry.recipient = own.recipient ORDER BY sequence DESC LIMIT 1
      ) AS latest ON true
      LEFT JOIN LATERAL (
        SELECT sequence FROM entry WHERE entry.recipient = own.recipient AND sequence < ${FIRST_MOMENT}
        ORDER BY sequence DESC LIMIT 1
      ) AS counted ON true) AS newest`;

const LAST = 'SELECT last FROM entry_position';

const RECIPIENTS = `
  SELECT DISTINCT coalesce(service.provider, entry.recipient) AS recipient
  FROM entry LEFT JOIN service ON entry.recipient = 'service:' || service.service_id
  WHERE sequence > $1 AND sequence <= $2`;

const FORGET = `
  WITH old AS (
    SELECT sequence FROM entry WHERE written_at < (SELECT havre_now()) - $1 * interval '1 day' ORDER BY sequence LIMIT $2),
  gone AS (DELETE FROM entry USING old WHERE entry.sequence = old.sequence RETURNING entry.recipient, entry.sequence),
  noted AS (
    INSERT INTO purged (recipient, through, purged_at)
    SELECT recipient, max(sequence), havre_now() FROM gone GROUP BY recipient ORDER BY recipient
    ON CONFLICT (recipient) DO UPDATE
      SET through = greatest(purged.through, excluded.through), purged_at = excluded.purged_at)
  SELECT count(*)::integer AS count FROM gone`;

interface ExtentRow {
  readonly last: string;
  readonly purged_through: string;
  readonly last_counted: string;
}

/** What each partner may read, in one order for all. */
export class EntryRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The last statement of a transaction: it makes other writers wait for the commit. */
  async append(manager: EntityManager, entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map(({ recipient, event }) => [recipient, JSON.stringify(event)]);
    await manager.query(APPEND, [entries.length, ...textColumns(rows)]);
  }

  /** The entries of a caller after a position, oldest first. */
  async page(sources: readonly string[], after: bigint, limit: number): Promise<readonly StoredEntry[]> {
    const rows = await this.dataSource.query<{ sequence: string; event: FeedEvent }[]>(PAGE, [
      sources,
      after.toString(),
      limit,
    ]);
    return rows.map(({ sequence, event }) => ({ sequence: BigInt(sequence), event }));
  }

  /** Where the entries of a caller begin and end. */
  async extent(sources: readonly string[]): Promise<Extent> {
    const [row] = await this.dataSource.query<ExtentRow[]>(EXTENT, [sources]);
    return {
      last: BigInt(row?.last ?? 0),
      purgedThrough: BigInt(row?.purged_through ?? 0),
      lastCounted: BigInt(row?.last_counted ?? 0),
    };
  }

  /** The newest position: every entry up to it can be read. */
  async last(): Promise<bigint> {
    const [row] = await this.dataSource.query<{ last: string }[]>(LAST);
    return BigInt(row?.last ?? 0);
  }

  /** The partners that have entries between two positions, the first excluded. */
  async recipientsBetween(after: bigint, through: bigint): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ recipient: string }[]>(RECIPIENTS, [
      after.toString(),
      through.toString(),
    ]);
    return rows.map(({ recipient }) => recipient);
  }

  /** Deletes at most `limit` entries older than the retention, and says how many it deleted. */
  async forget(retentionDays: number, limit: number): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(FORGET, [retentionDays, limit]);
    return row?.count ?? 0;
  }
}
