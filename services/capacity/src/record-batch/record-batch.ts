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
import { ServiceBook, type RowChange } from '../domain/service-book.js';
import { LedgerStore, type Loaded, type ServiceChanges } from '../persistence/ledger.store.js';
import { ServiceLock, type LockedService } from '../persistence/service-lock.js';
import { LEDGER_TERMS, NEW_ID } from '../settings/tokens.js';
import { answerEffect } from './answer-effect.js';
import type { LedgerEntry } from './read-entry.js';
import { wantedBy } from './wanted-by.js';

/**
 * The one way to write to the ledger: lock the services, read what matters, decide every entry in order, write the
 * outcome in a handful of statements, answer.
 */
@Injectable()
export class RecordBatch {
  constructor(
    private readonly locks: ServiceLock,
    private readonly store: LedgerStore,
    private readonly waiting: WaitingStatements,
    @Inject(LEDGER_TERMS) private readonly terms: LedgerTerms,
    @Inject(NEW_ID) private readonly newId: () => string,
  ) {}

  /**
   * Records entries in order, first come first served, inside the caller's transaction.
   *
   * @returns what to publish: the answers in order, then one `capacity.updated` for each row that looks different
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
    const loaded = await this.store.load(manager, wantedBy(entries));
    const books = openBooks(services, loaded);
    const { answers, awaiting } = this.decideAll(books, entries, loaded.now);
    await this.waiting.keep(manager, awaiting, loaded.now);
    const changes = [...books.values()].map((book) => this.changesOf(book, loaded.now));
    await this.store.save(manager, changes, loaded.places, (serviceId, row) =>
      agesAt(row.reportedAt, this.limitsOf(books.get(serviceId)), loaded.now),
    );
    return [...answers, ...changes.flatMap((change) => this.updatesOf(change, loaded.now))];
  }

  private decideAll(
    books: ReadonlyMap<string, ServiceBook>,
    entries: readonly LedgerEntry[],
    now: number,
  ): { answers: HavreEvent[]; awaiting: HavreEvent[] } {
    const answers: HavreEvent[] = [];
    const awaiting: HavreEvent[] = [];
    for (const { serviceId, command, cause } of entries) {
      const book = books.get(serviceId);
      if (book === undefined) continue;
      const effects: readonly LedgerEffect[] = decide(book, command, this.terms, now);
      for (const effect of effects) {
        book.apply(effect);
        answers.push(...answerEffect(effect, { serviceId, now, cause, newId: this.newId }));
        if (effect.kind === 'listing-awaited' && cause !== undefined) awaiting.push(cause);
      }
    }
    return { answers, awaiting };
  }

  private changesOf(book: ServiceBook, now: number): ServiceChanges {
    const limits = this.limitsOf(book);
    const aged = (row: LedgerRow): LedgerRow => ({
      ...row,
      freshness: freshnessOf(row.reportedAt, limits, now),
    });
    return {
      serviceId: book.serviceId,
      rows: book
        .changedRows()
        .map(({ before, steps }): RowChange => ({ before, steps: steps.map((row) => aged(row)) })),
      holds: book.changedHolds(),
      closure: book.newClosure(),
    };
  }

  private updatesOf({ serviceId, rows }: ServiceChanges, now: number): readonly HavreEvent[] {
    return rows.flatMap(({ before, steps }) => {
      const after = steps.at(-1);
      if (after === undefined || !isSeenToChange(before, after)) return [];
      return capacityUpdated(after, { serviceId, now, newId: this.newId });
    });
  }

  /** A row exists only where somebody has listed the service; until then any limits do. */
  private limitsOf(book: ServiceBook | undefined): AgeLimits {
    return this.terms.ageLimits[book?.listing?.kind ?? 'shelter'];
  }
}

function openBooks(services: readonly LockedService[], loaded: Loaded): ReadonlyMap<string, ServiceBook> {
  return new Map(
    services.map(({ serviceId, listing, closure }) => [
      serviceId,
      new ServiceBook({
        serviceId,
        listing,
        closure,
        rows: loaded.rows.get(serviceId) ?? [],
        holds: loaded.holds.get(serviceId) ?? [],
      }),
    ]),
  );
}
