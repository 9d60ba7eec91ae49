import { isLive } from './hold.js';
import type { OccupyPlace } from './ledger-command.js';
import type { LedgerEffect } from './ledger-effect.js';
import { makeRoom } from './make-room.js';
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
  if (row.countedAt !== null && at <= row.countedAt) return [{ kind: 'hold-occupied', holdId, at }];
  const lapsed = makeRoom(service, row, hold.quantity, now);
  return lapsed === undefined ? [gone(holdId)] : [...lapsed, { kind: 'hold-occupied', holdId, at }];
}

function gone(holdId: string): LedgerEffect {
  return { kind: 'hold-refused', holdId, reason: 'gone', recorded: null };
}
