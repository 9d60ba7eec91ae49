import type { Unit } from './unit.js';
import type { Freshness } from './freshness.js';

/**
 * What is known of one kind of place of a service. Instants are milliseconds of the database's clock.
 * `occupied + held <= total + deficit` at all times, and `deficit` is exactly what is promised above the total.
 */
export interface LedgerRow {
  readonly unit: Unit;
  /**
   * Places in force: `reportedTotal + adjusted - withheld`, 0 to 100000. Nothing but what a provider says changes it.
   */
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
  /** What the programme is funded for, as last reported; null when that was not said. */
  readonly funded: number | null;
  /** Places that came into service or went out of it since the last count. */
  readonly adjusted: number;
  /** Free places not shown any more because a provider said that none is left, until the next count. */
  readonly withheld: number;
  /** Places out of service that were said to be, and surge places open; both are in `total` already. */
  readonly outOfService: number;
  readonly surge: number;
  /** When the first of them ends by itself; null when none does. */
  readonly endsAt: number | null;
  /** Occupied places of the last count less those that the ledger counted at its time; null before the second count. */
  readonly drift: number | null;
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
  /** Whether its time has passed, as last shown: nothing is available any more. */
  readonly isOver: boolean;
}

/** The published language counts no more of one kind of place. */
export const MOST_PLACES = 100_000;

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
    funded: null,
    adjusted: 0,
    withheld: 0,
    outOfService: 0,
    surge: 0,
    endsAt: null,
    drift: null,
    saidAt: null,
    countedAt: null,
    reportedAt: null,
    reports: 0,
    freshness: 'expired',
    isOver: false,
  };
}

/** Places that can be held now. */
export function availableOf({ total, occupied, held }: LedgerRow): number {
  return Math.max(0, total - occupied - held);
}

/** Places in force, by what was said of them. */
export function totalOf({
  reportedTotal,
  adjusted,
  withheld,
}: Pick<LedgerRow, 'reportedTotal' | 'adjusted' | 'withheld'>): number {
  return Math.min(MOST_PLACES, Math.max(0, reportedTotal + adjusted - withheld));
}

/** Places promised above the total. Nobody is evicted: the deficit is shown and no hold is placed. */
export function deficitOf({ total, occupied, held }: Pick<LedgerRow, 'total' | 'occupied' | 'held'>): number {
  return Math.max(0, occupied + held - total);
}
