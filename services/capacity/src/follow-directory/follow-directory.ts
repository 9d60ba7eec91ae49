import { Inject, Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { isStatement, notApplied, toStatement } from '../apply-report/statement.js';
import { WaitingStatements } from '../await-listing/waiting-statements.js';
import { decideListing, type DirectoryStatement } from '../domain/decide-listing.js';
import type { Listing } from '../domain/service-view.js';
import { DatabaseClock } from '../persistence/database-clock.js';
import { ListingStore } from '../persistence/listing.store.js';
import { ServiceLock, type LockedService } from '../persistence/service-lock.js';
import type { LedgerEntry } from '../record-batch/read-entry.js';
import { RecordBatch } from '../record-batch/record-batch.js';
import { NEW_ID } from '../settings/tokens.js';

type DirectoryEvent = HavreEvent<'havre.service.listed.v1' | 'havre.service.delisted.v1'>;

/** Keeps what the ledger needs of the directory: who may speak for a service, its kind and its opening hours. */
@Injectable()
export class FollowDirectory {
  constructor(
    private readonly locks: ServiceLock,
    private readonly listings: ListingStore,
    private readonly waiting: WaitingStatements,
    private readonly ledger: RecordBatch,
    private readonly clock: DatabaseClock,
    @Inject(NEW_ID) private readonly newId: () => string,
  ) {}

  /** Applies entries of the directory in order, then what their providers had said before they were listed. */
  async follow(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> {
    const entries = events.filter(isDirectoryEvent);
    if (entries.length === 0) return [];
    const before = await this.locks.take(manager, [...new Set(entries.map(({ subject }) => subject))]);
    const { listings, refused } = fold(before, entries);
    await this.listings.save(manager, listings);
    await this.listings.ageAgain(manager, changedPace(before, listings));
    return [...(await this.answer(manager, refused)), ...(await this.catchUp(manager, before, listings))];
  }

  private async answer(
    manager: EntityManager,
    refused: readonly DirectoryEvent[],
  ): Promise<readonly HavreEvent[]> {
    if (refused.length === 0) return [];
    const now = await this.clock.now(manager);
    return refused.flatMap((cause) =>
      notApplied('unknown-subject', { serviceId: cause.subject, now, cause, newId: this.newId }),
    );
  }

  private async catchUp(
    manager: EntityManager,
    before: readonly LockedService[],
    listings: ReadonlyMap<string, Listing>,
  ): Promise<readonly HavreEvent[]> {
    const isNew = ({ serviceId, listing }: LockedService): boolean =>
      listing === null && listings.has(serviceId);
    const services = before
      .filter(isNew)
      .map((service) => ({ ...service, listing: listings.get(service.serviceId) ?? null }));
    const statements = await this.waiting.take(
      manager,
      services.map(({ serviceId }) => serviceId),
    );
    const entries = statements
      .filter(isStatement)
      .map((cause): LedgerEntry => ({ serviceId: cause.subject, command: toStatement(cause, false), cause }));
    return entries.length === 0 ? [] : this.ledger.recordLocked(manager, services, entries);
  }
}

function isDirectoryEvent(event: HavreEvent): event is DirectoryEvent {
  return event.type === 'havre.service.listed.v1' || event.type === 'havre.service.delisted.v1';
}

function fold(
  before: readonly LockedService[],
  events: readonly DirectoryEvent[],
): { listings: ReadonlyMap<string, Listing>; refused: readonly DirectoryEvent[] } {
  const current = new Map(before.map(({ serviceId, listing }) => [serviceId, listing]));
  const listings = new Map<string, Listing>();
  const refused: DirectoryEvent[] = [];
  for (const event of events) {
    const decision = decideListing(current.get(event.subject) ?? null, toDirectoryStatement(event));
    switch (decision.outcome) {
      case 'applied':
        current.set(event.subject, decision.listing);
        listings.set(event.subject, decision.listing);
        break;
      case 'refused':
        refused.push(event);
        break;
    }
  }
  return { listings, refused };
}

function toDirectoryStatement(event: DirectoryEvent): DirectoryStatement {
  switch (event.type) {
    case 'havre.service.listed.v1':
      return {
        kind: 'list',
        source: event.source,
        serviceKind: event.data.kind,
        opening: event.data.opening ?? null,
        ...(event.data.limits !== undefined && { limits: event.data.limits }),
      };
    case 'havre.service.delisted.v1':
      return { kind: 'delist', source: event.source };
  }
}

/** Services whose rows age, or end, at other times than before. */
function changedPace(
  before: readonly LockedService[],
  listings: ReadonlyMap<string, Listing>,
): readonly string[] {
  return before
    .filter(({ serviceId, listing }) => {
      const after = listings.get(serviceId);
      return (
        listing !== null &&
        after !== undefined &&
        (after.kind !== listing.kind || after.opening?.timeZone !== listing.opening?.timeZone)
      );
    })
    .map(({ serviceId }) => serviceId);
}
