import {
  agesAt,
  decide,
  freshnessOf,
  isDue,
  isLive,
  isOver,
  overAt,
  ServiceBook,
  unitKey,
  zoneOf,
  type Hold,
  type LedgerCommand,
  type LedgerEffect,
  type LedgerRow,
  type LedgerTerms,
  type Listing,
  type RowChange,
} from '@havre/capacity/domain';
import type { Slot } from '@havre/referral/domain';
import type { Agenda } from '../agenda.js';
import type { Mutant } from '../mutant.js';
import { looksDifferent, outcomeOf, slotOf, type LedgerNews } from './ledger-news.js';
import { ServiceRecord } from './service-record.js';

/** The expiry worker comes by once a second. */
const EXPIRY_LAG_MS = 500;
/** How long a careless ledger would decide on what it read before. */
const CARELESS_MS = 600_000;

/** Somebody who looks at everything that the ledger does. */
export interface LedgerWatch {
  recorded(record: ServiceRecord, command: LedgerCommand, effects: readonly LedgerEffect[]): void;
  rowSaved(
    record: ServiceRecord,
    before: LedgerRow | undefined,
    after: LedgerRow,
    because: LedgerCommand['kind'],
  ): void;
  holdSaved(record: ServiceRecord, before: Hold | undefined, after: Hold): void;
}

export interface LedgerParts {
  readonly agenda: Agenda;
  readonly terms: LedgerTerms;
  readonly watch: LedgerWatch;
  readonly mutant: Mutant | null;
  /** Appends to the log what the ledger tells. */
  readonly tell: (news: LedgerNews) => void;
}

/** The ledger of places in memory: reads what a command needs, lets the domain decide, stores what follows. */
export class LedgerShell {
  readonly services = new Map<string, ServiceRecord>();
  private readonly ageing = new Map<string, number>();
  private readonly careless = new Map<string, { readonly at: number; readonly row: LedgerRow }>();
  private readonly heldBefore = new Map<string, Hold>();

  constructor(private readonly parts: LedgerParts) {}

  list(serviceId: string, listing: Listing): void {
    const record = this.services.get(serviceId);
    if (record === undefined) this.services.set(serviceId, new ServiceRecord(serviceId, listing));
    else record.listing = listing;
  }

  /** Records one command, at once and alone, as the lock on the service makes it. */
  take(serviceId: string, command: LedgerCommand): void {
    const record = this.services.get(serviceId) ?? new ServiceRecord(serviceId, null);
    const { now } = this.parts.agenda;
    const book = new ServiceBook(this.snapshot(record, command, now));
    this.endAdjustments(book, now);
    const effects = decide(this.carelessly(record, command, book, now), command, this.parts.terms, now);
    for (const effect of effects) book.apply(effect);
    this.parts.watch.recorded(record, command, effects);
    this.save(record, book, effects, command.kind);
  }

  /** Forgets what is past its retention time. */
  forget(before: number, oldestDate: string): void {
    for (const record of this.services.values()) record.forget(before, oldestDate);
    this.heldBefore.clear();
    for (const [key, at] of this.ageing) if (at < before) this.ageing.delete(key);
  }

  private save(
    record: ServiceRecord,
    book: ServiceBook,
    effects: readonly LedgerEffect[],
    because: LedgerCommand['kind'],
  ): void {
    const { watch, tell, agenda } = this.parts;
    const { now } = agenda;
    for (const { before, after } of book.changedHolds()) {
      record.saveHold(after);
      this.expireLater(record, after);
      watch.holdSaved(record, before, after);
    }
    for (const movement of book.changedMovements()) record.movements.set(movement.movementId, movement);
    const slots = book.changedRows().flatMap((change) => this.saveRow(record, change, because) ?? []);
    record.closure = book.newClosure() ?? record.closure;
    const outcomes = effects.flatMap((effect) => outcomeOf(effect, now) ?? []);
    if (outcomes.length + slots.length > 0) tell({ serviceId: record.serviceId, outcomes, slots });
  }

  private saveRow(
    record: ServiceRecord,
    { before, steps, isTold }: RowChange,
    because: LedgerCommand['kind'],
  ): Slot | null {
    const last = steps.at(-1);
    if (last === undefined) return null;
    const { terms, watch, agenda } = this.parts;
    const { now } = agenda;
    const zone = zoneOf(record.listing, terms);
    const limits = terms.ageLimits[record.listing?.kind ?? 'shelter'];
    const row: LedgerRow = {
      ...last,
      freshness: freshnessOf(last.reportedAt, limits, now),
      isOver: isOver(last.unit, zone, now),
    };
    const key = unitKey(row.unit);
    record.rows.set(key, row);
    watch.rowSaved(record, before, row, because);
    const over = row.isOver ? null : overAt(row.unit, zone);
    this.lookLater(record, key, earliest(agesAt(row.reportedAt, limits, now), over, row.endsAt));
    return isTold || looksDifferent(before, row) ? slotOf(record.serviceId, row, now) : null;
  }

  /** Looks at a row again when it ages, when its time passes, or when something said of it ends. */
  private lookLater(record: ServiceRecord, key: string, at: number | null): void {
    const name = `${record.serviceId} ${key}`;
    if (at === null || this.ageing.get(name) === at) return;
    this.ageing.set(name, at);
    this.parts.agenda.at(at, () => {
      if (this.ageing.get(name) !== at) return;
      this.ageing.delete(name);
      if (record.rows.has(key)) this.take(record.serviceId, { kind: 'age-report', unitKey: key });
    });
  }

  /** What was said to last until now ends before anything else is decided. */
  private endAdjustments(book: ServiceBook, now: number): void {
    for (const { unit, endsAt } of [...book.rows()]) {
      if (endsAt === null || endsAt > now) continue;
      const ends = { kind: 'end-adjustments', unitKey: unitKey(unit) } as const;
      for (const effect of decide(book, ends, this.parts.terms, now)) book.apply(effect);
    }
  }

  private expireLater(record: ServiceRecord, { holdId, expiresAt, state }: Hold): void {
    if (expiresAt === null || (state !== 'placed' && state !== 'confirmed')) return;
    if (this.parts.mutant === 'never-expire') return;
    const { agenda } = this.parts;
    agenda.at(expiresAt + EXPIRY_LAG_MS, () => {
      const hold = record.holds.get(holdId);
      if (hold === undefined || !isDue(hold, agenda.now)) return;
      this.take(record.serviceId, { kind: 'expire-hold', holdId });
    });
  }

  /** What the command sees; with `release-twice`, what it would have seen the first time. */
  private snapshot(
    record: ServiceRecord,
    command: LedgerCommand,
    now: number,
  ): ReturnType<ServiceRecord['snapshotFor']> {
    const snapshot = record.snapshotFor(command, now);
    if (this.parts.mutant !== 'release-twice' || command.kind !== 'release-hold') return snapshot;
    const [hold] = snapshot.holds;
    if (hold !== undefined && isLive(hold)) this.heldBefore.set(hold.holdId, hold);
    const stale = this.heldBefore.get(command.holdId);
    return stale === undefined ? snapshot : { ...snapshot, holds: [stale] };
  }

  /** The book itself; with `count-then-insert`, the counts as they were read a while ago. */
  private carelessly(
    record: ServiceRecord,
    command: LedgerCommand,
    book: ServiceBook,
    now: number,
  ): ServiceBook {
    if (this.parts.mutant !== 'count-then-insert' || command.kind !== 'place-hold') return book;
    const snapshot = record.snapshotFor(command, now);
    const [row] = snapshot.rows;
    if (row === undefined) return book;
    const name = `${record.serviceId} ${unitKey(row.unit)}`;
    const read = this.careless.get(name);
    if (read !== undefined && now - read.at < CARELESS_MS) {
      return new ServiceBook({ ...snapshot, rows: [read.row] });
    }
    this.careless.set(name, { at: now, row });
    return book;
  }
}

function earliest(...instants: readonly (number | null)[]): number | null {
  let first: number | null = null;
  for (const instant of instants) {
    if (instant !== null && (first === null || instant < first)) first = instant;
  }
  return first;
}
