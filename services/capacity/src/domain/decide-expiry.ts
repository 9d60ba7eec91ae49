import { isDue, type Hold } from './hold.js';
import type { ExpireHold } from './ledger-command.js';
import type { HoldExpired, LedgerEffect } from './ledger-effect.js';
import type { ServiceView } from './service-view.js';

/** Gives the places of a hold back when its time has run out by the database's clock, and only then. */
export function decideExpiry(
  service: ServiceView,
  { holdId }: ExpireHold,
  now: number,
): readonly LedgerEffect[] {
  const hold = service.hold(holdId);
  return hold !== undefined && isDue(hold, now) ? [expiryOf(hold, now)] : [];
}

export function expiryOf({ holdId, state }: Hold, now: number): HoldExpired {
  return { kind: 'hold-expired', holdId, phase: state === 'placed' ? 'offer' : 'journey', at: now };
}
