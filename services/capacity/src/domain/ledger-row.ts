import type { Unit } from './unit.js';
import type { Freshness } from './freshness.js';

/**
 * What is known of one kind of place of a service. Instants are milliseconds of the database's clock.
 * `occupied + held <= total + deficit` at all times, and `deficit` is exactly what is promised above the total.
 */
export interface LedgerRow {
  readonly unit: Unit;
  /** Places in force: as reported, or fewer after a provider said that none is left. */
  readonly total: number;
  readonly occupied: number;
  /** Sum of the quantities of the live holds on this row. */
  readonly held: number;
  /** `held` by publisher; publishers that hold nothing are absent. */
  readonly heldBy: Readonly<Record<string, number>>;
  readonly deficit: number;
  /** The provider's own words, kept beside our count so that drift can be seen. */
  readonly reportedTotal: number;
  readonly reportedOccupied: number;
  /** The provider's own time of the last applied counts; null before the first. Orders the reports. */
  readonly saidAt: number | null;
  /** The same on our clock, never ahead of it. Arrivals and departures after it are counted by us. */
  readonly countedAt: number | null;
  /** Last counts or confirmation, on our clock; the age of the row counts from here. */
  readonly reportedAt: number | null;
  /** How many reports were applied. A deficit can grow only with this number. */
  readonly reports: number;
  /** As last shown. */
  readonly freshness: Freshness;
}

/** A row that exists but of which nothing has been reported yet. */
export function unreportedRow(unit: Unit): LedgerRow {
  return {
    unit,
    total: 0,
    occupied: 0,
    held: 0,
    heldBy: {},
    deficit: 0,
    reportedTotal: 0,
    reportedOccupied: 0,
    saidAt: null,
    countedAt: null,
    reportedAt: null,
    reports: 0,
    freshness: 'expired',
  };
}

/** Places that can be held now. */
export function availableOf({ total, occupied, held }: LedgerRow): number {
  return Math.max(0, total - occupied - held);
}

/** Places promised above the total. Nobody is evicted: the deficit is shown and no hold is placed. */
export function deficitOf({ total, occupied, held }: Pick<LedgerRow, 'total' | 'occupied' | 'held'>): number {
  return Math.max(0, occupied + held - total);
}
