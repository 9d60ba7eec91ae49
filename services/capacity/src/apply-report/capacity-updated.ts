import type { HavreEvent } from '@havre/events';
import { availableOf, type LedgerRow } from '../domain/ledger-row.js';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

/** Whether the two rows look different from outside. */
export function isSeenToChange(before: LedgerRow | undefined, after: LedgerRow): boolean {
  return (
    before === undefined ||
    before.total !== after.total ||
    before.occupied !== after.occupied ||
    before.held !== after.held ||
    before.reportedAt !== after.reportedAt ||
    before.freshness !== after.freshness
  );
}

/** What is now known of a row that has been reported; nothing for one that has not. */
export function capacityUpdated(row: LedgerRow, context: AnswerContext): readonly HavreEvent[] {
  if (row.reportedAt === null) return [];
  const { unitType, sleeps, date } = row.unit;
  return [
    capacityEvent(
      'havre.capacity.updated.v1',
      {
        id: context.newId(),
        subject: context.serviceId,
        data: {
          unitType,
          ...(sleeps !== undefined && { sleeps }),
          ...(date !== undefined && { date }),
          total: row.total,
          occupied: row.occupied,
          held: row.held,
          available: availableOf(row),
          reportedAt: new Date(row.reportedAt).toISOString(),
          freshness: row.freshness,
        },
      },
      context,
    ),
  ];
}
