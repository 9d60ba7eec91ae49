import { isLive, type Hold } from './hold.js';
import type { ReleaseHold } from './ledger-command.js';
import type { LedgerEffect } from './ledger-effect.js';
import type { ServiceView } from './service-view.js';

/**
 * Gives places back, exactly once: those held, or those occupied when the people leave them for another place. With
 * `correctAvailability`, what is shown then falls to what is promised until the next report.
 */
export function decideRelease(
  service: ServiceView,
  { holdId, releasedAt, correctAvailability }: ReleaseHold,
  now: number,
): readonly LedgerEffect[] {
  const hold = service.hold(holdId);
  if (hold === undefined) return [];
  const effects = releaseOf(hold, Math.min(releasedAt, now));
  if (!correctAvailability || service.row(hold.unitKey) === undefined) return effects;
  return [...effects, { kind: 'availability-corrected', unitKey: hold.unitKey }];
}

function releaseOf(hold: Hold, at: number): LedgerEffect[] {
  const { holdId, state, occupiedAt } = hold;
  if (isLive(hold)) return [{ kind: 'hold-released', holdId, at }];
  // Nobody leaves before they came, whatever two clocks say.
  if (state === 'occupied') return [{ kind: 'hold-released', holdId, at: Math.max(at, occupiedAt ?? at) }];
  if (state === 'released') {
    return [{ kind: 'answered-again', answer: { kind: 'hold-released', holdId, at: hold.settledAt ?? at } }];
  }
  return [];
}
