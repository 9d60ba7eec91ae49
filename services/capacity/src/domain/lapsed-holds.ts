import { withHeld } from './evolve-row.js';
import { isDue, type Hold } from './hold.js';
import type { LedgerRow } from './ledger-row.js';
import type { ServiceView } from './service-view.js';

/**
 * Live holds of a row whose time has run out. They are never in the way, whether or not the expiry worker has come by.
 */
export function lapsedHolds(service: ServiceView, unitKey: string, now: number): readonly Hold[] {
  return [...service.holds()].filter((hold) => hold.unitKey === unitKey && isDue(hold, now));
}

/** The row as it is once these holds have given their places back. */
export function withoutHolds(row: LedgerRow, holds: readonly Hold[]): LedgerRow {
  return holds.reduce((left, { publisher, quantity }) => withHeld(left, publisher, -quantity), row);
}
