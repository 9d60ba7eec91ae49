import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Slot } from '../domain/directory.js';

const SAVE_SLOTS = `WITH said AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS n (key text, service_id text, unit_type text, sleeps smallint,
      date text, time text, total integer, available integer, freshness text, reported_at timestamptz, updated_at timestamptz)
  ), before AS (
    SELECT key, available, freshness, reported_at FROM availability WHERE key IN (SELECT key FROM said)
  ), saved AS (
    INSERT INTO availability
      (key, service_id, unit_type, sleeps, date, time, total, available, freshness, reported_at, updated_at)
    SELECT * FROM said
    ON CONFLICT (key) DO UPDATE SET total = excluded.total, available = excluded.available,
      freshness = excluded.freshness, reported_at = excluded.reported_at, updated_at = excluded.updated_at,
      changed_xid = pg_current_xact_id()
    WHERE availability.updated_at <= excluded.updated_at
    RETURNING key
  )
  SELECT saved.key, before.available, before.freshness,
    floor(extract(epoch FROM before.reported_at) * 1000)::float8 AS reported_at
  FROM saved LEFT JOIN before USING (key)`;

/** What was known of a kind of place before newer counts were kept. */
export type CountsBefore = Pick<Slot, 'available' | 'freshness' | 'reportedAt'>;

interface SavedRow {
  readonly key: string;
  readonly available: number | null;
  readonly freshness: Slot['freshness'] | null;
  readonly reported_at: number | null;
}

function countsBefore({ available, freshness, reported_at }: SavedRow): CountsBefore | undefined {
  return available === null || freshness === null || reported_at === null
    ? undefined
    : { available, freshness, reportedAt: reported_at };
}

/** The counts of places as the ledger last told them. */
@Injectable()
export class AvailabilityStore {
  /**
   * Keeps what is newer than what is there, and says by key what was there before (nothing: undefined). A slot that is not
   * in the answer was older and changed nothing.
   */
  async save(
    manager: EntityManager,
    slots: readonly { readonly serviceId: string; readonly slot: Slot }[],
  ): Promise<ReadonlyMap<string, CountsBefore | undefined>> {
    if (slots.length === 0) return new Map();
    const rows = slots.map(({ serviceId, slot }) => ({
      key: slot.key,
      service_id: serviceId,
      unit_type: slot.unitType,
      sleeps: slot.sleeps ?? null,
      date: slot.date ?? null,
      time: slot.time ?? null,
      total: slot.total,
      available: slot.available,
      freshness: slot.freshness,
      reported_at: new Date(slot.reportedAt).toISOString(),
      updated_at: new Date(slot.updatedAt).toISOString(),
    }));
    const saved = await manager.query<SavedRow[]>(SAVE_SLOTS, [JSON.stringify(rows)]);
    return new Map(saved.map((row) => [row.key, countsBefore(row)]));
  }
}
