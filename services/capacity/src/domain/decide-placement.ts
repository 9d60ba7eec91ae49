import { expiryOf } from './decide-expiry.js';
import type { Hold, RefusalReason } from './hold.js';
import { freshnessOf } from './freshness.js';
import type { PlaceHold } from './ledger-command.js';
import type { HoldExpired, LedgerEffect } from './ledger-effect.js';
import { lapsedHolds, withoutHolds } from './lapsed-holds.js';
import { availableOf, type LedgerRow } from './ledger-row.js';
import type { LedgerTerms } from './ledger-terms.js';
import { isClosed, type Listing, type ServiceView } from './service-view.js';
import { isAboveShare } from './share-cap.js';
import { isOver, unitKey } from './unit.js';

const MINUTE_MS = 60_000;

/** Holds places, all or none, first come first served; the same hold id always gets the same answer. */
export function decidePlacement(
  service: ServiceView,
  request: PlaceHold,
  terms: LedgerTerms,
  now: number,
): readonly LedgerEffect[] {
  const known = service.hold(request.holdId);
  if (known !== undefined) return [sameAnswer(known)];
  const verdict = judge(service, request, terms, now);
  const hold = newHold(service.serviceId, request, now);
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
  if (row?.reportedAt == null || isOver(request.unit, now)) return 'unknown-unit';
  if (isClosed(service, now)) return 'closed';
  if (isTooOld(row, listing, terms, now)) return 'report-expired';
  if (obstacle(row, request, terms) === null) return [];
  const lapsed = lapsedHolds(service, unitKey(request.unit), now);
  return obstacle(withoutHolds(row, lapsed), request, terms) ?? lapsed.map((hold) => expiryOf(hold, now));
}

function obstacle(
  row: LedgerRow,
  { quantity, publisher }: PlaceHold,
  { publisherShare }: LedgerTerms,
): 'full' | 'share-cap' | null {
  if (availableOf(row) < quantity) return 'full';
  return isAboveShare(row, publisher, quantity, publisherShare) ? 'share-cap' : null;
}

function isTooOld(row: LedgerRow, { kind }: Listing, { ageLimits }: LedgerTerms, now: number): boolean {
  return freshnessOf(row.reportedAt, ageLimits[kind], now) === 'expired';
}

function newHold(
  serviceId: string,
  { holdId, unit, quantity, publisher, offerMinutes }: PlaceHold,
  now: number,
): Hold & { readonly offerExpiresAt: number } {
  const offerExpiresAt = now + offerMinutes * MINUTE_MS;
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

function sameAnswer({ holdId, refusal: reason, offerExpiresAt }: Hold): LedgerEffect {
  if (reason !== null || offerExpiresAt === null) {
    return { kind: 'answered-again', answer: { kind: 'hold-refused', holdId, reason: reason ?? 'gone' } };
  }
  return { kind: 'answered-again', answer: { kind: 'hold-placed', holdId, expiresAt: offerExpiresAt } };
}
