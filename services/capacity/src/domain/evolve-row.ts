import type { CountsReported } from './ledger-effect.js';
import { deficitOf, MOST_PLACES, totalOf, unreportedRow, type LedgerRow } from './ledger-row.js';
import type { Movement } from './movement.js';

type Counts = Partial<
  Pick<LedgerRow, 'reportedTotal' | 'adjusted' | 'withheld' | 'occupied' | 'held' | 'heldBy'>
>;

/** The row with other counts, its total and its deficit kept exact. */
function recount(row: LedgerRow, counts: Counts): LedgerRow {
  const next = { ...row, ...counts };
  const counted = { ...next, total: totalOf(next) };
  return { ...counted, deficit: deficitOf(counted) };
}

/** The row after a report. Live holds are ours and stay as they are. */
export function withReport(row: LedgerRow | undefined, report: CountsReported): LedgerRow {
  const before = row ?? unreportedRow(report.unit);
  const { total, adjusted, occupied, reportedOccupied, countedOccupied, countedAt } = report;
  return {
    ...recount(before, {
      reportedTotal: total,
      adjusted,
      withheld: 0,
      occupied: Math.min(occupied, MOST_PLACES),
    }),
    reportedOccupied,
    funded: report.funded,
    drift: countedOccupied === null ? null : reportedOccupied - countedOccupied,
    saidAt: report.saidAt,
    countedAt,
    reportedAt: Math.max(before.reportedAt ?? countedAt, countedAt),
    reports: before.reports + 1,
  };
}

/** The row after a provider said that no place is left: shows what is promised, nothing more. */
export function withNothingToOffer(row: LedgerRow): LedgerRow {
  const free = Math.max(0, row.total - row.occupied - row.held);
  return recount(row, { withheld: row.withheld + free });
}

/** The row with more places in service (or, negative, fewer). No more is hidden than is free. */
export function withAdjusted(row: LedgerRow, places: number): LedgerRow {
  const adjusted = row.adjusted + places;
  const free = Math.max(0, row.reportedTotal + adjusted - row.occupied - row.held);
  return recount(row, { adjusted, withheld: places < 0 ? Math.min(row.withheld, free) : row.withheld });
}

/** The row with what its movements say is out of service, open beside, and about to end. */
export function withMovements(row: LedgerRow, movements: readonly Movement[]): LedgerRow {
  const lasting = movements.filter(({ pending }) => pending > 0);
  const sumOf = (kind: Movement['kind']): number =>
    lasting.filter((each) => each.kind === kind).reduce((sum, { pending }) => sum + pending, 0);
  const ends = lasting.flatMap(({ until }) => until ?? []);
  return {
    ...row,
    outOfService: sumOf('out-of-service'),
    surge: sumOf('surge-opened'),
    endsAt: ends.length === 0 ? null : Math.min(...ends),
  };
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
  if (isOffTheCount(row, at)) return row;
  return recount(row, { occupied: Math.max(0, row.occupied - quantity) });
}

/** Whether a departure is off the provider's own number. At the same instant it is: better one too many than too few. */
export function isOffTheCount({ countedAt }: LedgerRow, leftAt: number): boolean {
  return countedAt !== null && leftAt <= countedAt;
}
