import type { CapacityState, HavreEvent } from '@havre/events';
import { availableOf, MOST_PLACES, type LedgerRow } from '../domain/ledger-row.js';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

const SHOWN = [
  'total',
  'occupied',
  'held',
  'funded',
  'outOfService',
  'surge',
  'drift',
  'reportedAt',
  'freshness',
  'isOver',
] as const;

/** Whether the two rows look different from outside. */
export function isSeenToChange(before: LedgerRow | undefined, after: LedgerRow): boolean {
  return before === undefined || SHOWN.some((name) => before[name] !== after[name]);
}

/** What is now known of a row that has been reported; nothing for one that has not. */
export function capacityUpdated(row: LedgerRow, context: AnswerContext): readonly HavreEvent[] {
  if (row.reportedAt === null) return [];
  const { id, data } = { id: context.newId(), data: stateOf(row, row.reportedAt) };
  return [capacityEvent('havre.capacity.updated.v1', { id, subject: context.serviceId, data }, context)];
}

/** Numbers that say nothing out of the ordinary are left out. */
function stateOf(row: LedgerRow, reportedAt: number): CapacityState {
  const { total, occupied, held, freshness, funded, outOfService, surge } = row;
  const deficit = inRange(row.deficit);
  const drift = inRange(row.drift ?? 0);
  return {
    ...row.unit,
    total,
    occupied,
    held,
    available: row.isOver ? 0 : availableOf(row),
    ...(funded !== null && { funded }),
    ...(outOfService > 0 && { outOfService: inRange(outOfService) }),
    ...(surge > 0 && { surge: inRange(surge) }),
    ...(deficit > 0 && { deficit }),
    ...(drift !== 0 && { drift }),
    reportedAt: new Date(reportedAt).toISOString(),
    freshness,
  };
}

function inRange(places: number): number {
  return Math.max(-MOST_PLACES, Math.min(MOST_PLACES, places));
}
