import { expiryOf } from './decide-expiry.js';
import { isCountedAlready, isOffTheCount } from './evolve-row.js';
import { lapsedHolds, withoutHolds } from './lapsed-holds.js';
import type { AdjustPlaces, EndAdjustments, Movements, VacatePlaces, WalkIn } from './ledger-command.js';
import type { LedgerEffect, NotAppliedReason } from './ledger-effect.js';
import { availableOf, MOST_PLACES, type LedgerRow } from './ledger-row.js';
import {
  cameAfter,
  dueEnds,
  isLasting,
  isLowering,
  undoneBy,
  type Movement,
  type NewAdjustment,
} from './movement.js';
import type { ServiceView } from './service-view.js';
import { isDatePast, unitKey } from './unit.js';

/** What follows from what a provider says of some of its places, beside its counts. */
export function decideMovement(
  service: ServiceView,
  statement: Movements,
  now: number,
): readonly LedgerEffect[] {
  if (isDatePast(statement.unit, now)) return [notApplied('too-late')];
  switch (statement.kind) {
    case 'walk-in':
      return decideWalkIn(service, statement, now);
    case 'vacate-places':
      return decideVacancy(service, statement, now);
    case 'adjust-places':
      return decideAdjustment(service, statement, now);
  }
}

/**
 * People who came without a referral take free places, all or none, never one that is promised. Holds whose time has run
 * out are not in the way. Those who came before the last count are in it already.
 */
function decideWalkIn(service: ServiceView, statement: WalkIn, now: number): readonly LedgerEffect[] {
  const key = unitKey(statement.unit);
  const row = service.row(key);
  if (row === undefined) return [notApplied('no-place')];
  const at = Math.min(statement.saidAt, now);
  if (isCountedAlready(row, at)) return [{ kind: 'counted-already', unitKey: key }];
  const taken: LedgerEffect = { kind: 'places-taken', movement: movementOf(statement, 'walked-in', at) };
  if (availableOf(row) >= statement.quantity) return [taken];
  const lapsed = lapsedHolds(service, key, now);
  if (availableOf(withoutHolds(row, lapsed)) < statement.quantity) return [notApplied('no-place')];
  return [...lapsed.map((hold) => expiryOf(hold, now)), taken];
}

/**
 * Occupied places are free again, never more than are occupied. Until `readyAt` they are out of service. Those who left
 * before the last count are off it already; what is ready only after it has to be counted again.
 */
function decideVacancy(service: ServiceView, statement: VacatePlaces, now: number): readonly LedgerEffect[] {
  const { quantity, readyAt, statementId } = statement;
  const key = unitKey(statement.unit);
  const row = service.row(key);
  if (row === undefined) return [notApplied('not-in-this-state')];
  const at = Math.min(statement.saidAt, now);
  if (isOffTheCount(row, at)) {
    const isReadyLater = readyAt !== null && readyAt > (row.countedAt ?? at);
    return [isReadyLater ? notApplied('older-than-current') : { kind: 'counted-already', unitKey: key }];
  }
  if (row.occupied < quantity) return [notApplied('not-in-this-state')];
  const left: LedgerEffect = { kind: 'places-left', movement: movementOf(statement, 'vacated', at) };
  const out = Math.min(quantity, inService(row));
  if (readyAt === null || readyAt <= now || out === 0) return [left];
  const turnaround: NewAdjustment = {
    movementId: `${statementId}.turnaround`,
    unit: row.unit,
    change: 'out-of-service',
    quantity: out,
    reason: 'turnaround',
    at,
    until: readyAt,
  };
  return [left, adjusted(service, turnaround)];
}

/** Places go out of service or come back, surge places open or close. Promised places may be among them: the deficit shows. */
function decideAdjustment(
  service: ServiceView,
  statement: AdjustPlaces,
  now: number,
): readonly LedgerEffect[] {
  const { statementId: movementId, unit, change, quantity, reason } = statement;
  const until = isLasting(change) ? statement.until : null;
  const at = Math.min(statement.saidAt, now);
  const key = unitKey(unit);
  const row = service.row(key);
  const obstacle = obstacleTo({ ...statement, until, at }, row, now);
  if (obstacle !== null) return [notApplied(obstacle)];
  const adjustment: NewAdjustment = { movementId, unit, change, quantity, reason, at, until };
  return [adjusted(service, adjustment)];
}

function adjusted(service: ServiceView, adjustment: NewAdjustment): LedgerEffect {
  const undone = undoneBy(adjustment, unitKey(adjustment.unit), service.movements());
  return { kind: 'places-adjusted', adjustment, undone };
}

function obstacleTo(
  { change, quantity, until, at }: Pick<AdjustPlaces, 'change' | 'quantity' | 'until'> & { at: number },
  row: LedgerRow | undefined,
  now: number,
): NotAppliedReason | null {
  if (until !== null && until <= now) return 'too-late';
  if (row === undefined) return change === 'surge-opened' ? null : 'not-in-this-state';
  if (!cameAfter({ kind: change, at }, row.countedAt)) return 'older-than-current';
  const isPossible = isLowering(change)
    ? quantity <= inService(row)
    : row.reportedTotal + row.adjusted + quantity <= MOST_PLACES;
  return isPossible ? null : 'not-in-this-state';
}

/** Adjustments of a row whose time has come end, as when they were said to. */
export function decideEnds(
  service: ServiceView,
  { unitKey: key }: EndAdjustments,
  now: number,
): readonly LedgerEffect[] {
  return dueEnds(service.movements(), key, now).map(({ movementId, until }) => ({
    kind: 'adjustment-ended',
    unitKey: key,
    movementId,
    at: until ?? now,
  }));
}

/** Places that can go out of service: those shown, and those that a provider said it has not. */
function inService({ total, withheld }: LedgerRow): number {
  return total + withheld;
}

function movementOf(
  { statementId, unit, quantity }: WalkIn | VacatePlaces,
  kind: 'walked-in' | 'vacated',
  at: number,
): Movement {
  return {
    movementId: statementId,
    unitKey: unitKey(unit),
    kind,
    quantity,
    at,
    until: null,
    reason: null,
    pending: 0,
    returned: 0,
    endedAt: null,
  };
}

function notApplied(reason: NotAppliedReason): LedgerEffect {
  return { kind: 'not-applied', reason };
}
