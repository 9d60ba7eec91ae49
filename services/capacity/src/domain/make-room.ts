import { isDue } from './hold.js';
import { availableOf, type LedgerRow } from './ledger-row.js';
import type { HoldExpired } from './ledger-effect.js';
import { expiryOf } from './decide-expiry.js';
import type { ServiceView } from './service-view.js';
import { unitKey } from './unit.js';

/**
 * What must expire first so that `quantity` places are free, or undefined when there is no room even then. Holds
 * whose time has run out are never in the way, whether or not the expiry worker has come by.
 */
export function makeRoom(
  service: ServiceView,
  row: LedgerRow,
  quantity: number,
  now: number,
): readonly HoldExpired[] | undefined {
  if (availableOf(row) >= quantity) return [];
  const key = unitKey(row.unit);
  const lapsed = [...service.holds()].filter((hold) => hold.unitKey === key && isDue(hold, now));
  const freed = lapsed.reduce((sum, hold) => sum + hold.quantity, 0);
  if (row.total - row.occupied - row.held + freed < quantity) return undefined;
  return lapsed.map((hold) => expiryOf(hold, now));
}
