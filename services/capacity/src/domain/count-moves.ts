import { adjustedSince, cameAfter, endedAfter, isAfter, type Movement } from './movement.js';
import type { LedgerRow } from './ledger-row.js';
import type { ServiceView } from './service-view.js';

/**
 * Places taken less places left since an instant, through holds, walk-ins and departures. At the instant itself, taken
 * counts and left does not.
 */
export function movedSince(service: ServiceView, key: string, since: number): number {
  let moved = 0;
  for (const { unitKey, quantity, occupiedAt, leftAt } of service.holds()) {
    if (unitKey !== key || occupiedAt === null) continue;
    if (isAfter(occupiedAt, since, true)) moved += quantity;
    if (leftAt !== null && isAfter(leftAt, since, false)) moved -= quantity;
  }
  for (const movement of service.movements()) {
    if (movement.unitKey === key && cameAfter(movement, since)) moved += occupiedBy(movement);
  }
  return moved;
}

function occupiedBy({ kind, quantity }: Movement): number {
  switch (kind) {
    case 'walked-in':
      return quantity;
    case 'vacated':
      return -quantity;
    default:
      return 0;
  }
}

/** What a count leaves of what was said of places in and out of service. */
export interface CarriedOver {
  /** What came after the count and stays on top of it. */
  readonly adjusted: number;
  /** Movements that the count replaces: nothing of them is left to come. */
  readonly replaced: readonly string[];
}

/**
 * A count replaces what was said before it, unless it finds just the places in service that the ledger had at its time:
 * then what is out is still out, the surge still open, and each ends when it was said to.
 */
export function carriedOver(
  service: ServiceView,
  row: LedgerRow | undefined,
  key: string,
  count: { readonly total: number; readonly countedAt: number },
): CarriedOver {
  if (row === undefined) return { adjusted: 0, replaced: [] };
  const { countedAt } = count;
  const movements = [...service.movements()].filter(({ unitKey }) => unitKey === key);
  const since = adjustedSince(movements, key, countedAt);
  if (row.reportedTotal + row.adjusted - since === count.total) return { adjusted: since, replaced: [] };
  const isReplaced = (each: Movement): boolean =>
    !cameAfter(each, countedAt) && (each.pending > 0 || endedAfter(each, countedAt));
  return {
    adjusted: adjustedSince(
      movements.filter((each) => !isReplaced(each)),
      key,
      countedAt,
    ),
    replaced: movements.filter(isReplaced).map(({ movementId }) => movementId),
  };
}
