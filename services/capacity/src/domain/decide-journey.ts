import { expiryOf } from './decide-expiry.js';
import { isDue, type Hold } from './hold.js';
import type { ConfirmHold } from './ledger-command.js';
import type { LedgerEffect } from './ledger-effect.js';
import type { LedgerTerms } from './ledger-terms.js';
import { endOfDate, openFrom, openFromOn, type OpeningHours } from './opening-hours.js';
import { zoneOf, type ServiceView } from './service-view.js';
import { isSleptIn, startOf, type Unit } from './unit.js';

const MINUTE_MS = 60_000;

/**
 * Keeps the places of an accepted offer for the journey. The journey's time runs from the acceptance, or from the
 * opening when the place opens later, or from when an appointment starts; asking again prolongs it, never beyond the
 * limit. A parcel, a seat or an appointment of a date without a time is kept until that day ends. An offer whose time has run out cannot be accepted any more.
 */
export function decideJourney(
  service: ServiceView,
  { holdId, journeyMinutes }: ConfirmHold,
  terms: LedgerTerms,
  now: number,
): readonly LedgerEffect[] {
  const hold = service.hold(holdId);
  if (hold === undefined) return [gone(holdId)];
  if (isDue(hold, now)) return [expiryOf(hold, now)];
  switch (hold.state) {
    case 'placed':
    case 'confirmed':
      return [journeyOf(service, hold, journeyMinutes, terms, now)];
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
  terms: LedgerTerms,
  now: number,
): LedgerEffect {
  const { journeyLimitMinutes } = terms;
  const { kind, opening } = service.listing ?? { kind: 'shelter', opening: null };
  const unit = service.row(hold.unitKey)?.unit ?? { unitType: 'bed' };
  const startsAt = startOf(unit, zoneOf(service.listing, terms));
  const opensAt = startsAt === null ? opensFor(unit, opening, now) : Math.max(startsAt, now);
  const journeyFrom = hold.journeyFrom ?? opensAt;
  const asked = Math.max(opensAt, journeyFrom) + journeyMinutes * MINUTE_MS;
  const latest = journeyFrom + journeyLimitMinutes[kind] * MINUTE_MS;
  const until = keptAllDay(unit, opening) ?? Math.min(asked, latest);
  return {
    kind: 'hold-confirmed',
    holdId: hold.holdId,
    expiresAt: Math.max(granted(hold), until),
    journeyFrom,
  };
}

function opensFor({ date }: Unit, opening: OpeningHours | null, now: number): number {
  return date === undefined ? openFrom(opening, now) : openFromOn(date, opening, now);
}

function keptAllDay(unit: Unit, opening: OpeningHours | null): number | undefined {
  return unit.date === undefined || unit.time !== undefined || isSleptIn(unit)
    ? undefined
    : endOfDate(unit.date, opening);
}

/** What was promised for the journey is never taken back. */
function granted({ state, expiresAt }: Hold): number {
  return state === 'confirmed' ? (expiresAt ?? 0) : 0;
}

function gone(holdId: string): LedgerEffect {
  return { kind: 'hold-refused', holdId, reason: 'gone', recorded: null };
}
