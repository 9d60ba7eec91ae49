import { expiryOf } from './decide-expiry.js';
import { isDue, type Hold } from './hold.js';
import type { ConfirmHold } from './ledger-command.js';
import type { LedgerEffect } from './ledger-effect.js';
import type { LedgerTerms } from './ledger-terms.js';
import { openFrom } from './opening-hours.js';
import type { ServiceView } from './service-view.js';

const MINUTE_MS = 60_000;

/**
 * Keeps the places of an accepted offer for the journey. The journey's time runs from the acceptance, or from the
 * opening when the place opens later; asking again prolongs it, never beyond the limit. An offer whose time has run
 * out cannot be accepted any more.
 */
export function decideJourney(
  service: ServiceView,
  { holdId, journeyMinutes }: ConfirmHold,
  terms: LedgerTerms,
  now: number,
): readonly LedgerEffect[] {
  const hold = service.hold(holdId);
  if (hold === undefined) return [gone(holdId)];
  if (isDue(hold, now)) return [expiryOf(hold, now), gone(holdId)];
  switch (hold.state) {
    case 'placed':
    case 'confirmed':
      return [journeyOf(service, hold, journeyMinutes, limitOf(service, hold, terms), now)];
    case 'occupied':
      return [
        { kind: 'answered-again', answer: { kind: 'hold-occupied', holdId, at: hold.settledAt ?? now } },
      ];
    case 'released':
    case 'expired':
    case 'refused':
      return [gone(holdId)];
  }
}

function journeyOf(
  service: ServiceView,
  hold: Hold,
  journeyMinutes: number,
  limitMinutes: number,
  now: number,
): LedgerEffect {
  const opensAt = openFrom(service.listing?.opening ?? null, now);
  const journeyFrom = hold.journeyFrom ?? opensAt;
  const asked = Math.max(opensAt, journeyFrom) + journeyMinutes * MINUTE_MS;
  const latest = journeyFrom + limitMinutes * MINUTE_MS;
  const alreadyGranted = hold.state === 'confirmed' ? (hold.expiresAt ?? 0) : 0;
  return {
    kind: 'hold-confirmed',
    holdId: hold.holdId,
    expiresAt: Math.max(alreadyGranted, Math.min(asked, latest)),
    journeyFrom,
  };
}

function limitOf(service: ServiceView, hold: Hold, { journeyLimitMinutes }: LedgerTerms): number {
  const unitType = service.row(hold.unitKey)?.unit.unitType ?? 'bed';
  return journeyLimitMinutes[unitType];
}

function gone(holdId: string): LedgerEffect {
  return { kind: 'hold-refused', holdId, reason: 'gone', recorded: null };
}
