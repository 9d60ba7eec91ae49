import { Injectable } from '@nestjs/common';
import type { Freshness, ServiceListing, UnitType } from '@havre/events';
import type { EntityManager } from 'typeorm';
import type { DirectoryEntry, Slot } from '../domain/directory.js';
import type { ServiceFlag } from '../domain/effects.js';

const LOCK_CURRENT = `SELECT d.service_id, d.provider FROM directory_entry d
  WHERE d.is_current AND d.service_id = ANY($1::text[]) ORDER BY d.service_id FOR UPDATE`;

const LISTED = `jsonb_to_recordset($1::jsonb)
    AS n (service_id text, provider text, listing jsonb, is_listed boolean)`;

// Said again word for word, it stays the version that it is.
const CHANGED = `SELECT n.service_id FROM ${LISTED}
  LEFT JOIN directory_entry d ON d.service_id = n.service_id AND d.is_current
  WHERE d.key IS NULL OR (d.provider, d.listing, d.is_listed) IS DISTINCT FROM
    (n.provider, coalesce(n.listing, d.listing), n.is_listed)`;

const END_VERSIONS = `UPDATE directory_entry SET is_current = false, ended_at = havre_now()
  WHERE is_current AND service_id = ANY($1::text[])
  RETURNING service_id, provider, listing, is_listed`;

const INSERT_VERSIONS = `INSERT INTO directory_entry
    (service_id, provider, listing, is_listed, closure_from, closure_until)
  SELECT n.service_id, n.provider, n.listing, n.is_listed, c.closes_from, c.closes_until
  FROM ${LISTED} LEFT JOIN closure c ON c.service_id = n.service_id AND c.source = n.provider`;

const SAVE_CLOSURES = `INSERT INTO closure (service_id, source, closes_from, closes_until, said_at, apply_at)
  SELECT service_id, source, closes_from, closes_until, said_at,
    CASE WHEN closes_from > havre_now() THEN closes_from END
  FROM jsonb_to_recordset($1::jsonb)
    AS n (service_id text, source text, closes_from timestamptz, closes_until timestamptz, said_at timestamptz)
  ON CONFLICT (service_id, source) DO UPDATE SET closes_from = excluded.closes_from,
    closes_until = excluded.closes_until, said_at = excluded.said_at, apply_at = excluded.apply_at
  WHERE closure.said_at <= excluded.said_at
  RETURNING service_id, source`;

const LISTED_BY = `SELECT d.service_id FROM directory_entry d
  JOIN unnest($1::text[], $2::text[]) AS said (service_id, source)
    ON d.service_id = said.service_id AND d.provider = said.source
  WHERE d.is_current AND d.is_listed`;

const TAKE_BEGUN_CLOSURES = `WITH begun AS (
    SELECT service_id, source FROM closure WHERE apply_at <= (SELECT havre_now())
    ORDER BY apply_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE closure c SET apply_at = NULL FROM begun
    WHERE c.service_id = begun.service_id AND c.source = begun.source RETURNING c.service_id, c.source
  )
  SELECT d.service_id FROM taken JOIN directory_entry d
    ON d.service_id = taken.service_id AND d.provider = taken.source AND d.is_current AND d.is_listed`;

// The horizon is where the next reading begins: whatever a transaction still running now will have changed lies after it.
const READ_CHANGES = `SELECT floor(extract(epoch FROM havre_now()) * 1000)::float8 AS now,
    pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
    (SELECT json_agg(json_build_object('key', key, 'serviceId', service_id, 'provider', provider,
        'listing', listing, 'isListed', is_listed,
        'from', extract(epoch FROM closure_from) * 1000, 'until', extract(epoch FROM closure_until) * 1000)
        ORDER BY service_id)
      FROM directory_entry WHERE is_current AND changed_xid >= $1::text::xid8) AS entries,
    (SELECT json_agg(json_build_array(key, service_id, unit_type, sleeps, date, time, total, available, freshness,
        floor(extract(epoch FROM reported_at) * 1000), floor(extract(epoch FROM updated_at) * 1000))
        ORDER BY key)
      FROM availability WHERE changed_xid >= $1::text::xid8) AS slots,
    (SELECT json_agg(json_build_array(service_id, floor(extract(epoch FROM last_at) * 1000)) ORDER BY service_id)
      FROM service_flag WHERE flag = 'offer-unanswered' AND changed_xid >= $1::text::xid8) AS silences`;

const ENTRIES = `SELECT key, service_id, provider, listing, closure_from, closure_until
  FROM directory_entry WHERE key = ANY($1::integer[])`;

const COUNT_FLAGS = `INSERT INTO service_flag (service_id, flag, count, last_at)
  SELECT service_id, flag, count(*), havre_now() FROM unnest($1::text[], $2::text[]) AS f (service_id, flag)
  GROUP BY service_id, flag ORDER BY service_id, flag
  ON CONFLICT (service_id, flag) DO UPDATE SET count = service_flag.count + excluded.count, last_at = excluded.last_at,
    changed_xid = pg_current_xact_id()`;

const FORGET_PAST = `WITH gone AS (
    DELETE FROM directory_entry WHERE NOT is_current AND ended_at < havre_now() - make_interval(days => $1) RETURNING 1
  ), days AS (
    DELETE FROM availability WHERE date < (havre_now() - interval '3 days')::date::text RETURNING 1
  ), opened AS (
    DELETE FROM closure WHERE closes_until < havre_now() - make_interval(days => $1) RETURNING 1
  )
  SELECT (SELECT count(*) FROM gone)::integer + (SELECT count(*) FROM opened)::integer AS versions,
    (SELECT count(*) FROM days)::integer AS days`;

/** What a provider says of a service, as the latest of its statements in a batch leaves it. */
export interface ListingChange {
  readonly service_id: string;
  readonly provider: string;
  /** Null: delisted; the listing stays as it was. */
  readonly listing: ServiceListing | null;
  readonly is_listed: boolean;
}

/** A closure that a provider announces. Instants are RFC 3339. */
export interface ClosureChange {
  readonly service_id: string;
  readonly source: string;
  readonly closes_from: string;
  readonly closes_until: string | null;
  readonly said_at: string;
}

/** What changed in the directory since a horizon. */
export interface DirectoryChanges {
  /** The database's clock, epoch milliseconds. */
  readonly now: number;
  readonly horizon: string;
  readonly entries: readonly (DirectoryEntry & { readonly isListed: boolean })[];
  readonly slots: readonly { readonly serviceId: string; readonly slot: Slot }[];
  /** Services that left an offer unanswered, and when last, in epoch milliseconds. */
  readonly silences: readonly (readonly [serviceId: string, at: number])[];
}

interface EntryRow {
  readonly key: number;
  readonly service_id: string;
  readonly provider: string;
  readonly listing: ServiceListing;
  readonly closure_from: Date | null;
  readonly closure_until: Date | null;
}

type SlotRow = readonly [
  key: string,
  serviceId: string,
  unitType: UnitType,
  sleeps: number | null,
  date: string | null,
  time: string | null,
  total: number,
  available: number,
  freshness: Freshness,
  reportedAt: number,
  updatedAt: number,
];

interface ChangesRow {
  readonly now: number;
  readonly horizon: string;
  readonly entries:
    | readonly {
        readonly key: number;
        readonly serviceId: string;
        readonly provider: string;
        readonly listing: ServiceListing;
        readonly isListed: boolean;
        readonly from: number | null;
        readonly until: number | null;
      }[]
    | null;
  readonly slots: readonly SlotRow[] | null;
  readonly silences: DirectoryChanges['silences'] | null;
}

/** The projection of the directory and of the ledger of places, with every version that an explanation may need. */
@Injectable()
export class DirectoryStore {
  /** The owners of listed or once listed services, locked. */
  async lockOwners(
    manager: EntityManager,
    serviceIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await manager.query<EntryRow[]>(LOCK_CURRENT, [serviceIds]);
    return new Map(rows.map(({ service_id: id, provider }) => [id, provider]));
  }

  /** The database's clock, epoch milliseconds. */
  async now(manager: EntityManager): Promise<number> {
    const [row] = await manager.query<{ now: Date }[]>('SELECT havre_now() AS now');
    return row === undefined ? Number.NaN : row.now.getTime();
  }

  /** Makes new versions of the entries that really change. */
  async list(manager: EntityManager, changes: readonly ListingChange[]): Promise<void> {
    const said = await manager.query<{ service_id: string }[]>(CHANGED, [JSON.stringify(changes)]);
    const changed = new Set(said.map(({ service_id: id }) => id));
    await this.replaceVersions(manager, [...changed], (past) =>
      changes
        .filter(({ service_id: id }) => changed.has(id))
        .flatMap((change) => {
          const listing = change.listing ?? past.get(change.service_id)?.listing;
          return listing === undefined ? [] : [{ ...change, listing }];
        }),
    );
  }

  /** Keeps closures, the latest said of each service, and makes new versions of the entries that they concern. */
  async close(manager: EntityManager, closures: readonly ClosureChange[]): Promise<readonly string[]> {
    const kept = await manager.query<{ service_id: string; source: string }[]>(SAVE_CLOSURES, [
      JSON.stringify(closures),
    ]);
    const rows = await manager.query<{ service_id: string }[]>(LISTED_BY, [
      kept.map(({ service_id: id }) => id),
      kept.map(({ source }) => source),
    ]);
    const serviceIds = rows.map(({ service_id: id }) => id);
    await this.replaceVersions(manager, serviceIds, (past) => [...past.values()]);
    return serviceIds;
  }

  /** Closures that were announced ahead and begin now; each is taken once. */
  async takeBegunClosures(manager: EntityManager, limit: number): Promise<readonly string[]> {
    const rows = await manager.query<{ service_id: string }[]>(TAKE_BEGUN_CLOSURES, [limit]);
    return rows.map(({ service_id: id }) => id);
  }

  /** Everything that changed since the horizon of an earlier reading, in one statement; `0` reads all. */
  async readChanges(manager: EntityManager, since: string): Promise<DirectoryChanges> {
    const [row] = await manager.query<ChangesRow[]>(READ_CHANGES, [since]);
    if (row === undefined) throw new TypeError('a SELECT without FROM has one row');
    return {
      now: row.now,
      horizon: row.horizon,
      entries: (row.entries ?? []).map(({ from, until, ...entry }) => ({
        ...entry,
        ...closureOf(from, until),
      })),
      slots: (row.slots ?? []).map(toSlot),
      silences: row.silences ?? [],
    };
  }

  /** The entries that an explanation was made with. */
  async entries(
    manager: EntityManager,
    keys: readonly number[],
  ): Promise<ReadonlyMap<number, DirectoryEntry>> {
    const rows = await manager.query<EntryRow[]>(ENTRIES, [keys]);
    return new Map(
      rows.map(
        ({ key, service_id: serviceId, provider, listing, closure_from: from, closure_until: until }) => [
          key,
          {
            key,
            serviceId,
            provider,
            listing,
            ...closureOf(from?.getTime() ?? null, until?.getTime() ?? null),
          },
        ],
      ),
    );
  }

  async countFlags(
    manager: EntityManager,
    flags: readonly { readonly serviceId: string; readonly flag: ServiceFlag }[],
  ): Promise<void> {
    if (flags.length === 0) return;
    await manager.query(COUNT_FLAGS, [
      flags.map(({ serviceId }) => serviceId),
      flags.map(({ flag }) => flag),
    ]);
  }

  /** Forgets versions that no explanation can refer to any more, and days that are over. */
  async forget(
    manager: EntityManager,
    versionDays: number,
  ): Promise<{ readonly versions: number; readonly days: number }> {
    const [row] = await manager.query<{ versions: number; days: number }[]>(FORGET_PAST, [versionDays]);
    return row ?? { versions: 0, days: 0 };
  }

  private async replaceVersions(
    manager: EntityManager,
    serviceIds: readonly string[],
    successors: (past: ReadonlyMap<string, ListingChange>) => readonly ListingChange[],
  ): Promise<void> {
    if (serviceIds.length === 0) return;
    const [rows] = await manager.query<[ListingChange[], number]>(END_VERSIONS, [serviceIds]);
    const next = successors(new Map(rows.map((row) => [row.service_id, row])));
    await manager.query(INSERT_VERSIONS, [JSON.stringify(next)]);
  }
}

function closureOf(
  from: number | null,
  until: number | null,
): Pick<DirectoryEntry, 'closure'> | Record<never, never> {
  return from === null ? {} : { closure: { from, ...(until === null ? {} : { until }) } };
}

function toSlot(row: SlotRow): { readonly serviceId: string; readonly slot: Slot } {
  const [key, serviceId, unitType, sleeps, date, time, total, available, freshness, reportedAt, updatedAt] =
    row;
  return {
    serviceId,
    slot: {
      key,
      unitType,
      ...(sleeps === null ? {} : { sleeps }),
      ...(date === null ? {} : { date }),
      ...(time === null ? {} : { time }),
      total,
      available,
      freshness,
      reportedAt,
      updatedAt,
    },
  };
}
