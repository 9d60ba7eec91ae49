import { Inject, Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { capacityUpdated, isSeenToChange } from '../apply-report/capacity-updated.js';
import { WaitingStatements } from '../await-listing/waiting-statements.js';
import { agesAt, freshnessOf, type AgeLimits } from '../domain/freshness.js';
import type { LedgerEffect } from '../domain/ledger-effect.js';
import { decide } from '../domain/ledger.js';
import type { LedgerRow } from '../domain/ledger-row.js';
import type { LedgerTerms } from '../domain/ledger-terms.js';
import type { Movement } from '../domain/movement.js';
import { ServiceBook, type RowChange } from '../domain/service-book.js';
import { zoneOf } from '../domain/service-view.js';
import { isOver, overAt, unitKey } from '../domain/unit.js';
import { DriftStore, type Drift } from '../persistence/drift.store.js';
import { LedgerStore, placeKey, type Loaded, type ServiceChanges } from '../persistence/ledger.store.js';
import { MovementStore } from '../persistence/movement.store.js';
import { ServiceLock, type LockedService } from '../persistence/service-lock.js';
import { LEDGER_TERMS, NEW_ID } from '../settings/tokens.js';
import { answerEffect } from './answer-effect.js';
import type { LedgerEntry } from './read-entry.js';
import { earliest, wantedBy } from './wanted-by.js';

/**
 * The one way to write to the ledger: lock the services, read what matters, decide every entry in order, write the
 * outcome in a handful of statements, answer.
 */
@Injectable()
export class RecordBatch {
  constructor(
    private readonly locks: ServiceLock,
    private readonly store: LedgerStore,
    private readonly said: MovementStore,
    private readonly drifts: DriftStore,
    private readonly waiting: WaitingStatements,
    @Inject(LEDGER_TERMS) private readonly terms: LedgerTerms,
    @Inject(NEW_ID) private readonly newId: () => string,
  ) {}

  /**
   * Records entries in order, first come first served, inside the caller's transaction.
   *
   * @returns what to publish: the answers in order, then one `capacity.updated` for each row that looks different or of
   *   which a provider spoke
   * @throws LedgerConflictError when somebody wrote beside the locks; try the whole transaction again
   */
  async record(manager: EntityManager, entries: readonly LedgerEntry[]): Promise<readonly HavreEvent[]> {
    if (entries.length === 0) return [];
    const serviceIds = [...new Set(entries.map(({ serviceId }) => serviceId))];
    return this.recordLocked(manager, await this.locks.take(manager, serviceIds), entries);
  }

  /** The same for services whose locks the transaction holds already; other services' entries are left out. */
  async recordLocked(
    manager: EntityManager,
    services: readonly LockedService[],
    entries: readonly LedgerEntry[],
  ): Promise<readonly HavreEvent[]> {
    const wanted = wantedBy(entries);
    const loaded = await this.store.load(manager, wanted);
    const due = dueEntries(loaded);
    const movements = await this.said.load(manager, rowsToRead(loaded, wanted.said, due));
    const books = openBooks(services, loaded, movements);
    const decided = this.decideAll(books, [...due, ...entries], loaded.now);
    await this.waiting.keep(manager, decided.awaiting, loaded.now);
    const changes = [...books.values()].map((book) => this.changesOf(book, loaded.now));
    const places = await this.store.save(manager, changes, loaded.places, (serviceId, row) =>
      this.lookAgainAt(row, books.get(serviceId), loaded.now),
    );
    await this.said.save(manager, changes, places);
    await this.drifts.save(manager, decided.drifts, loaded.now);
    return [...decided.answers, ...changes.flatMap((change) => this.updatesOf(change, loaded.now))];
  }

  private decideAll(
    books: ReadonlyMap<string, ServiceBook>,
    entries: readonly LedgerEntry[],
    now: number,
  ): Decided {
    const decided: Decided = { answers: [], awaiting: [], drifts: [] };
    for (const { serviceId, command, cause } of entries) {
      const book = books.get(serviceId);
      if (book === undefined) continue;
      const effects: readonly LedgerEffect[] = decide(book, command, this.terms, now);
      for (const effect of effects) {
        book.apply(effect);
        decided.answers.push(...answerEffect(effect, { serviceId, now, cause, newId: this.newId }));
        decided.drifts.push(...driftOf(serviceId, effect));
        if (effect.kind === 'listing-awaited' && cause !== undefined) decided.awaiting.push(cause);
      }
    }
    return decided;
  }

  private changesOf(book: ServiceBook, now: number): ServiceChanges {
    const limits = this.limitsOf(book);
    const aged = (row: LedgerRow): LedgerRow => ({
      ...row,
      freshness: freshnessOf(row.reportedAt, limits, now),
      isOver: isOver(row.unit, zoneOf(book.listing, this.terms), now),
    });
    return {
      serviceId: book.serviceId,
      rows: book
        .changedRows()
        .map((change): RowChange => ({ ...change, steps: change.steps.map((row) => aged(row)) })),
      holds: book.changedHolds(),
      movements: book.changedMovements(),
      closure: book.newClosure(),
    };
  }

  private updatesOf({ serviceId, rows }: ServiceChanges, now: number): readonly HavreEvent[] {
    return rows.flatMap(({ before, steps, isTold }) => {
      const after = steps.at(-1);
      if (after === undefined || !(isTold || isSeenToChange(before, after))) return [];
      return capacityUpdated(after, { serviceId, now, newId: this.newId });
    });
  }

  /** When what is known of a row ages, when its places start, or when something said of them ends. */
  private lookAgainAt(row: LedgerRow, book: ServiceBook | undefined, now: number): number | null {
    const over = row.isOver ? null : overAt(row.unit, zoneOf(book?.listing ?? null, this.terms));
    return earliest([agesAt(row.reportedAt, this.limitsOf(book), now), over, row.endsAt]);
  }

  /** A row exists only where somebody has listed the service; until then any limits do. */
  private limitsOf(book: ServiceBook | undefined): AgeLimits {
    return this.terms.ageLimits[book?.listing?.kind ?? 'shelter'];
  }
}

interface Decided {
  readonly answers: HavreEvent[];
  readonly awaiting: HavreEvent[];
  readonly drifts: Drift[];
}

function driftOf(serviceId: string, effect: LedgerEffect): readonly Drift[] {
  if (effect.kind !== 'counts-reported') return [];
  const { countedOccupied: counted, reportedOccupied } = effect;
  return counted === null || counted === reportedOccupied ? [] : [{ serviceId, report: effect, counted }];
}

/** Adjustments whose end has come are not in force any more, whether or not the worker has come by. */
function dueEntries({ rows, now }: Loaded): readonly LedgerEntry[] {
  return [...rows].flatMap(([serviceId, each]) =>
    each
      .filter(({ endsAt }) => endsAt !== null && endsAt <= now)
      .map(({ unit }) => ({ serviceId, command: { kind: 'end-adjustments', unitKey: unitKey(unit) } })),
  );
}

function rowsToRead(
  { places }: Loaded,
  said: ReadonlySet<string>,
  due: readonly LedgerEntry[],
): readonly number[] {
  const keys = new Set(said);
  for (const { serviceId, command } of due) {
    if (command.kind === 'end-adjustments') keys.add(placeKey(serviceId, command.unitKey));
  }
  return [...keys].flatMap((key) => places.get(key)?.ledgerId ?? []);
}

function openBooks(
  services: readonly LockedService[],
  loaded: Loaded,
  movements: ReadonlyMap<string, readonly Movement[]>,
): ReadonlyMap<string, ServiceBook> {
  return new Map(
    services.map(({ serviceId, listing, closure }) => [
      serviceId,
      new ServiceBook({
        serviceId,
        listing,
        closure,
        rows: loaded.rows.get(serviceId) ?? [],
        holds: loaded.holds.get(serviceId) ?? [],
        movements: movements.get(serviceId) ?? [],
      }),
    ]),
  );
}
