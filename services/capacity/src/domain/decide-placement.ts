import { expiryOf } from './decide-expiry.js';
import { isLive, type Hold, type RefusalReason } from './hold.js';
import { freshnessOf } from './freshness.js';
import type { PlaceHold } from './ledger-command.js';
import type { HoldExpired, LedgerEffect } from './ledger-effect.js';
import { lapsedHolds, withoutHolds } from './lapsed-holds.js';
import { availableOf, type LedgerRow } from './ledger-row.js';
import type { LedgerTerms } from './ledger-terms.js';
import { isClosed, zoneOf, type Listing, type ServiceView } from './service-view.js';
import { isAboveNeed, isAboveShare, shareOf } from './share-cap.js';
import { isOver, startOf, unitKey } from './unit.js';

const MINUTE_MS = 60_000;

/**
 * Holds places, all or none, first come first served. Who asks again for the same hold hears what has become of it: a hold
 * that is over never comes back to life. The offer of an appointment ends when it starts, at the latest.
 */
export function decidePlacement(
  service: ServiceView,
  request: PlaceHold,
  terms: LedgerTerms,
  now: number,
): readonly LedgerEffect[] {
  const known = service.hold(request.holdId);
  if (known !== undefined) return [answerAgain(known)];
  const verdict = judge(service, request, terms, now);
  const startsAt = startOf(request.unit, zoneOf(service.listing, terms)) ?? Number.POSITIVE_INFINITY;
  const offerExpiresAt = Math.min(now + request.offerMinutes * MINUTE_MS, startsAt);
  const hold = newHold(service.serviceId, request, offerExpiresAt);
  if (typeof verdict === 'string') return [refusal(hold, verdict, now)];
  return [...verdict, { kind: 'hold-placed', hold }];
}

/** The reason why not, or the lapsed holds that make room. */
function judge(
  service: ServiceView,
  request: PlaceHold,
  terms: LedgerTerms,
  now: number,
): RefusalReason | readonly HoldExpired[] {
  const { listing } = service;
  if (listing?.isListed !== true) return 'gone';
  const row = service.row(unitKey(request.unit));
  if (row?.reportedAt == null || isOver(request.unit, zoneOf(listing, terms), now)) return 'unknown-unit';
  if (isClosed(service, now)) return 'closed';
  if (isTooOld(row, listing, terms, now)) return 'report-expired';
  if (isAboveNeed(listing, request.quantity, terms)) return 'need-cap';
  return makeRoom(service, row, request, { share: shareOf(listing, terms), now });
}

function makeRoom(
  service: ServiceView,
  row: LedgerRow,
  request: PlaceHold,
  { share, now }: { readonly share: number; readonly now: number },
): RefusalReason | readonly HoldExpired[] {
  if (obstacle(row, request, share) === null) return [];
  const lapsed = lapsedHolds(service, unitKey(request.unit), now);
  return obstacle(withoutHolds(row, lapsed), request, share) ?? lapsed.map((hold) => expiryOf(hold, now));
}

function obstacle(
  row: LedgerRow,
  { quantity, publisher }: PlaceHold,
  share: number,
): 'full' | 'share-cap' | null {
  if (availableOf(row) < quantity) return 'full';
  return isAboveShare(row, publisher, quantity, share) ? 'share-cap' : null;
}

function isTooOld(row: LedgerRow, { kind }: Listing, { ageLimits }: LedgerTerms, now: number): boolean {
  return freshnessOf(row.reportedAt, ageLimits[kind], now) === 'expired';
}

function newHold(
  serviceId: string,
  { holdId, unit, quantity, publisher }: PlaceHold,
  offerExpiresAt: number,
): Hold & { readonly offerExpiresAt: number } {
  return {
    holdId,
    serviceId,
    unitKey: unitKey(unit),
    quantity,
    publisher,
    state: 'placed',
    refusal: null,
    offerExpiresAt,
    expiresAt: offerExpiresAt,
    journeyFrom: null,
    occupiedAt: null,
    leftAt: null,
    settledAt: null,
  };
}

function refusal(hold: Hold, reason: RefusalReason, now: number): LedgerEffect {
  const recorded: Hold = {
    ...hold,
    state: 'refused',
    refusal: reason,
    offerExpiresAt: null,
    expiresAt: null,
    settledAt: now,
  };
  return { kind: 'hold-refused', holdId: hold.holdId, reason, recorded };
}

function answerAgain(hold: Hold): LedgerEffect {
  const { holdId, refusal: reason, offerExpiresAt, state } = hold;
  if (reason !== null || offerExpiresAt === null) {
    return { kind: 'answered-again', answer: { kind: 'hold-refused', holdId, reason: reason ?? 'gone' } };
  }
  if (!isLive(hold) && state !== 'occupied') {
    return { kind: 'answered-again', answer: { kind: 'hold-over', holdId } };
  }
  return { kind: 'answered-again', answer: { kind: 'hold-placed', holdId, expiresAt: offerExpiresAt } };
}
