import { expiryOf } from './decide-expiry.js';
import { isCountedAlready } from './evolve-row.js';
import { isLive } from './hold.js';
import type { OccupyPlace } from './ledger-command.js';
import type { LedgerEffect } from './ledger-effect.js';
import { lapsedHolds, withoutHolds } from './lapsed-holds.js';
import { availableOf } from './ledger-row.js';
import type { ServiceView } from './service-view.js';

/**
 * Turns held places into occupied ones. An arrival wins over an expiry that has not been given on; late, it is let
 * in while there is room and counted once, and otherwise it is gone.
 */
export function decideArrival(
  service: ServiceView,
  { holdId, arrivedAt }: OccupyPlace,
  now: number,
): readonly LedgerEffect[] {
  const hold = service.hold(holdId);
  if (hold === undefined || hold.state === 'refused') return [gone(holdId)];
  if (hold.state === 'occupied') {
    return [{ kind: 'answered-again', answer: { kind: 'hold-occupied', holdId, at: hold.settledAt ?? now } }];
  }
  const at = Math.min(arrivedAt, now);
  if (isLive(hold)) return [{ kind: 'hold-occupied', holdId, at }];
  const row = service.row(hold.unitKey);
  if (row === undefined) return [gone(holdId)];
  const occupied: LedgerEffect = { kind: 'hold-occupied', holdId, at };
  if (isCountedAlready(row, at) || availableOf(row) >= hold.quantity) return [occupied];
  const lapsed = lapsedHolds(service, hold.unitKey, now);
  if (availableOf(withoutHolds(row, lapsed)) < hold.quantity) return [gone(holdId)];
  return [...lapsed.map((each) => expiryOf(each, now)), occupied];
}

function gone(holdId: string): LedgerEffect {
  return { kind: 'hold-refused', holdId, reason: 'gone', recorded: null };
}
