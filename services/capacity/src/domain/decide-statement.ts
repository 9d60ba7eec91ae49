import { carriedOver, movedSince } from './count-moves.js';
import { decideMovement } from './decide-movement.js';
import {
  isMovement,
  type CloseService,
  type ConfirmCounts,
  type ProviderStatement,
  type ReportCounts,
  type ReportedUnit,
} from './ledger-command.js';
import type { LedgerEffect, NotAppliedReason } from './ledger-effect.js';
import type { ServiceView } from './service-view.js';
import { isDatePast, unitKey, unitOf } from './unit.js';

/** What follows from something that a provider says of its service. */
export function decideStatement(
  service: ServiceView,
  statement: ProviderStatement,
  now: number,
): readonly LedgerEffect[] {
  if (service.listing === null && statement.mayWait) return [{ kind: 'listing-awaited' }];
  if (service.listing?.owner !== statement.source || !service.listing.isListed) {
    return [notApplied('unknown-subject')];
  }
  if (isMovement(statement)) return decideMovement(service, statement, now);
  switch (statement.kind) {
    case 'report-counts':
      return decideReport(service, statement, now);
    case 'confirm-counts':
      return decideConfirmation(service, statement, now);
    case 'close-service':
      return decideClosure(service, statement, now);
  }
}

/**
 * Counts are absolute as of when they were made. Each row takes them unless it has newer ones; a report of which
 * every row has newer counts is not applied. Live holds are ours and stay on top.
 */
function decideReport(service: ServiceView, report: ReportCounts, now: number): readonly LedgerEffect[] {
  const countedAt = Math.min(report.saidAt, now);
  const effects = lastOfEach(report.units).flatMap((reported): LedgerEffect[] => {
    const key = unitKey(reported);
    const row = service.row(key);
    const saidAt = row?.saidAt ?? null;
    if (saidAt !== null && report.saidAt < saidAt) return [];
    const { total, occupied, funded = null } = reported;
    const moved = movedSince(service, key, countedAt);
    return [
      {
        kind: 'counts-reported',
        unit: unitOf(reported),
        total,
        occupied: Math.max(0, occupied + moved),
        reportedOccupied: occupied,
        funded,
        ...carriedOver(service, row, key, { total, countedAt }),
        countedOccupied: row === undefined || saidAt === null ? null : row.occupied - moved,
        saidAt: report.saidAt,
        countedAt,
      },
    ];
  });
  return effects.length === 0 ? [notApplied('older-than-current')] : effects;
}

/** A report that counts the same unit twice means the last count. */
function lastOfEach(units: readonly ReportedUnit[]): readonly ReportedUnit[] {
  return [...new Map(units.map((unit) => [unitKey(unit), unit])).values()];
}

function decideConfirmation(
  service: ServiceView,
  { saidAt }: ConfirmCounts,
  now: number,
): readonly LedgerEffect[] {
  const reportedAt = Math.min(saidAt, now);
  const counted = [...service.rows()].filter((row) => row.reportedAt !== null && !isDatePast(row.unit, now));
  if (counted.length === 0) return [notApplied('not-in-this-state')];
  const older = counted.filter((row) => (row.reportedAt ?? 0) <= reportedAt);
  if (older.length === 0) return [notApplied('older-than-current')];
  return older.map((row) => ({ kind: 'counts-confirmed', unitKey: unitKey(row.unit), reportedAt }));
}

/** The latest statement stands alone: closing again with an end that has passed opens the service. */
function decideClosure(service: ServiceView, closing: CloseService, now: number): readonly LedgerEffect[] {
  const { saidAt, until } = closing;
  if (service.closure !== null && saidAt < service.closure.saidAt) return [notApplied('older-than-current')];
  return [{ kind: 'service-closed', from: closing.from ?? Math.min(saidAt, now), until, saidAt }];
}

function notApplied(reason: NotAppliedReason): LedgerEffect {
  return { kind: 'not-applied', reason };
}
