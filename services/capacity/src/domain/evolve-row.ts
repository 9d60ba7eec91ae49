import type { CountsReported } from './ledger-effect.js';
import { deficitOf, unreportedRow, type LedgerRow } from './ledger-row.js';

type Counts = Partial<Pick<LedgerRow, 'total' | 'occupied' | 'held' | 'heldBy'>>;

/** The row with other counts, its deficit kept exact. */
function recount(row: LedgerRow, counts: Counts): LedgerRow {
  const next = { ...row, ...counts };
  return { ...next, deficit: deficitOf(next) };
}

/** The row after a report. Live holds are ours and stay as they are. */
export function withReport(row: LedgerRow | undefined, report: CountsReported): LedgerRow {
  const before = row ?? unreportedRow(report.unit);
  return {
    ...recount(before, { total: report.total, occupied: report.occupied }),
    reportedTotal: report.total,
    reportedOccupied: report.reportedOccupied,
    saidAt: report.saidAt,
    countedAt: report.countedAt,
    reportedAt: Math.max(before.reportedAt ?? report.countedAt, report.countedAt),
    reports: before.reports + 1,
  };
}

/** The row after a provider said that no place is left: shows what is promised, nothing more. */
export function withNothingToOffer(row: LedgerRow): LedgerRow {
  return recount(row, { total: Math.min(row.total, row.occupied + row.held) });
}

/** The row with `quantity` more (or, negative, fewer) places held by a publisher. */
export function withHeld(row: LedgerRow, publisher: string, quantity: number): LedgerRow {
  const { [publisher]: mine = 0, ...others } = row.heldBy;
  const left = mine + quantity;
  return recount(row, {
    held: row.held + quantity,
    heldBy: left === 0 ? others : { ...others, [publisher]: left },
  });
}

/** The row after people came at an instant. Those who came before the provider counted are in its number already. */
export function withArrival(row: LedgerRow, quantity: number, at: number): LedgerRow {
  return isCountedAlready(row, at) ? row : recount(row, { occupied: row.occupied + quantity });
}

/** Whether an arrival is in the provider's own number. At the same instant it is not: better one too many than too few. */
export function isCountedAlready({ countedAt }: LedgerRow, arrivedAt: number): boolean {
  return countedAt !== null && arrivedAt < countedAt;
}

/** The row after people left at an instant. Those who left before the provider counted are off its number already. */
export function withDeparture(row: LedgerRow, quantity: number, at: number): LedgerRow {
  if (row.countedAt !== null && at <= row.countedAt) return row;
  return recount(row, { occupied: Math.max(0, row.occupied - quantity) });
}
