import { isDue, isLive, unitKey } from '@havre/capacity/domain';
import type {
  Closure,
  Hold,
  LedgerCommand,
  LedgerRow,
  Listing,
  Movement,
  ServiceSnapshot,
} from '@havre/capacity/domain';

/** Commands for which what was said of some places matters. */
const READS_MOVEMENTS: ReadonlySet<LedgerCommand['kind']> = new Set([
  'report-counts',
  'adjust-places',
  'vacate-places',
  'end-adjustments',
]);

/** What is stored of one service: in production, rows of the tables `service`, `ledger` and `hold`. */
export class ServiceRecord {
  closure: Closure | null = null;
  readonly rows = new Map<string, LedgerRow>();
  readonly holds = new Map<string, Hold>();
  /** What was said of some places, oldest first. */
  readonly movements = new Map<string, Movement>();
  /** Ids of the holds that count as held. */
  readonly live = new Set<string>();
  /** Ids of the holds that people came for, in the order in which they came. */
  private moved: string[] = [];

  constructor(
    readonly serviceId: string,
    public listing: Listing | null,
  ) {}

  /** What one command has to see: no more than the queries of the ledger read for it. */
  snapshotFor(command: LedgerCommand, now: number): ServiceSnapshot {
    const { serviceId, listing, closure } = this;
    const holds = this.holdsFor(command, now);
    const rows = this.rowsFor(command, holds);
    const movements = READS_MOVEMENTS.has(command.kind) || hasEnd(rows, now) ? this.movementsOf(rows) : [];
    return { serviceId, listing, closure, rows, holds, movements };
  }

  saveHold(hold: Hold): void {
    const before = this.holds.get(hold.holdId);
    this.holds.set(hold.holdId, hold);
    if (isLive(hold)) this.live.add(hold.holdId);
    else this.live.delete(hold.holdId);
    if (hold.occupiedAt !== null && before?.occupiedAt !== hold.occupiedAt) this.moved.push(hold.holdId);
  }

  /** Forgets holds that were settled, and what was said, before an instant, and rows of days that are over. */
  forget(before: number, oldestDate: string): void {
    for (const [holdId, { settledAt }] of this.holds) {
      if (settledAt !== null && settledAt < before) this.holds.delete(holdId);
    }
    this.moved = this.moved.filter((holdId) => this.holds.has(holdId));
    this.forgetMovements(before);
    for (const [key, { unit, held }] of this.rows) {
      if (unit.date !== undefined && unit.date < oldestDate && held === 0) this.rows.delete(key);
    }
  }

  private forgetMovements(before: number): void {
    for (const [movementId, movement] of this.movements) {
      if (!isOpen(movement) && (movement.endedAt ?? movement.at) < before) this.movements.delete(movementId);
    }
  }

  private rowsFor(command: LedgerCommand, holds: readonly Hold[]): readonly LedgerRow[] {
    const keys = new Set([...this.unitKeysOf(command), ...holds.map((hold) => hold.unitKey)]);
    return [...keys].flatMap((key) => this.rows.get(key) ?? []);
  }

  private unitKeysOf(command: LedgerCommand): readonly string[] {
    switch (command.kind) {
      case 'report-counts':
        return command.units.map((unit) => unitKey(unit));
      case 'age-report':
      case 'end-adjustments':
        return [command.unitKey];
      case 'place-hold':
      case 'walk-in':
      case 'vacate-places':
      case 'adjust-places':
        return [unitKey(command.unit)];
      case 'confirm-counts':
        return [...this.rows.keys()];
      default:
        return [];
    }
  }

  private holdsFor(command: LedgerCommand, now: number): readonly Hold[] {
    if (command.kind === 'report-counts') return this.movedSince(Math.min(command.saidAt, now));
    if (command.kind === 'walk-in') return this.lapsed(now, '');
    if (!('holdId' in command)) return [];
    const own = this.holds.get(command.holdId);
    const others =
      command.kind === 'place-hold' || command.kind === 'occupy-place'
        ? this.lapsed(now, command.holdId)
        : [];
    return own === undefined ? others : [own, ...others];
  }

  private movementsOf(rows: readonly LedgerRow[]): readonly Movement[] {
    if (this.movements.size === 0) return [];
    const keys = new Set(rows.map(({ unit }) => unitKey(unit)));
    return [...this.movements.values()].filter((movement) => keys.has(movement.unitKey));
  }

  private lapsed(now: number, but: string): readonly Hold[] {
    const lapsed: Hold[] = [];
    for (const holdId of this.live) {
      const hold = this.holds.get(holdId);
      if (hold !== undefined && holdId !== but && isDue(hold, now)) lapsed.push(hold);
    }
    return lapsed;
  }

  /** Those who came or left since an instant. Arrivals are told late by hours at most, departures at any time. */
  private movedSince(since: number): readonly Hold[] {
    const found = new Set<Hold>();
    for (const holdId of this.moved) {
      const hold = this.holds.get(holdId);
      if (hold !== undefined && (hold.leftAt ?? hold.occupiedAt ?? 0) >= since) found.add(hold);
    }
    return [...found];
  }
}

/** Places still out of service, or surge still open: kept until it ends or a count replaces it. */
function isOpen({ pending, kind }: Movement): boolean {
  return pending > 0 && (kind === 'out-of-service' || kind === 'surge-opened');
}

function hasEnd(rows: readonly LedgerRow[], now: number): boolean {
  return rows.some(({ endsAt }) => endsAt !== null && endsAt <= now);
}
