import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { entryFor, type Entry } from '../domain/feed-event.js';
import { foldReferrals, holdsAtTheDoor, isAboutReferral } from '../domain/fold-referrals.js';
import { settleArrival } from '../domain/settle-arrival.js';
import type { ArrivalRepository } from '../persistence/arrival.repository.js';
import type { EntryRepository } from '../persistence/entry.repository.js';
import type { CapacityUpdated, Delisted, Listed, PlaceRepository } from '../persistence/place.repository.js';
import type { ReferralViewRepository } from '../persistence/referral-view.repository.js';

export interface FeedTables {
  readonly entries: EntryRepository;
  readonly referrals: ReferralViewRepository;
  readonly arrivals: ArrivalRepository;
  readonly places: PlaceRepository;
}

/**
 * Turns a batch of events into what partners read, inside the batch's transaction. A handful of statements whatever the
 * size of the batch; the one that numbers the entries comes last, because it makes other batches wait.
 */
export class ProjectEvents {
  constructor(private readonly tables: FeedTables) {}

  /**
   * Projects new events in the order of the log; answers with how many entries were written, verdicts of the sealed door
   * not counted: they are for the publisher alone.
   */
  async project(manager: EntityManager, events: readonly HavreEvent[]): Promise<number> {
    const entries = [
      ...(await this.#projectReferrals(manager, events)),
      ...(await this.#projectOccupations(manager, events)),
      ...(await this.#projectPlaces(manager, events)),
      ...events.flatMap(answerOf),
    ];
    await this.#projectDirectory(manager, events);
    await this.tables.entries.append(manager, entries);
    return entries.filter(({ event }) => !isVerdict(event)).length;
  }

  async #projectReferrals(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly Entry[]> {
    const about = events.filter(isAboutReferral);
    if (about.length === 0) return [];
    const { referrals, arrivals } = this.tables;
    const files = await referrals.lock(manager, [...new Set(about.map(({ subject }) => subject))]);
    const known = await arrivals.lock(manager, holdsAtTheDoor(files, about));
    const folded = foldReferrals(files, about, known);
    await referrals.save(manager, folded.changed);
    await arrivals.note(manager, folded);
    return folded.entries;
  }

  /** The ledger has counted holds: those whose provider had said so are arrivals. */
  async #projectOccupations(
    manager: EntityManager,
    events: readonly HavreEvent[],
  ): Promise<readonly Entry[]> {
    const holds = events.flatMap((event) =>
      event.type === 'havre.hold.occupied.v1' ? [event.data.holdId] : [],
    );
    if (holds.length === 0) return [];
    const { referrals, arrivals } = this.tables;
    await referrals.lockOfHolds(manager, holds);
    const claims = await arrivals.occupy(manager, holds);
    if (claims.length === 0) return [];
    // Again: a claim may have been written, with its file, while the holds were waited for.
    const files = await referrals.lock(manager, [...new Set(claims.map(({ subject }) => subject))]);
    const entries: Entry[] = [];
    for (const claim of claims) {
      const file = files.get(claim.subject);
      if (file === undefined) continue;
      const settled = settleArrival(file, claim);
      files.set(claim.subject, settled.file ?? file);
      entries.push(...settled.entries);
    }
    await referrals.save(manager, [...files.values()]);
    return entries;
  }

  async #projectPlaces(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly Entry[]> {
    const updates = events.filter(
      (event): event is CapacityUpdated => event.type === 'havre.capacity.updated.v1',
    );
    if (updates.length === 0) return [];
    await this.tables.places.save(manager, updates);
    return updates.map((event) => entryFor(`service:${event.subject}`, event));
  }

  async #projectDirectory(manager: EntityManager, events: readonly HavreEvent[]): Promise<void> {
    const entries = events.filter(
      (event): event is Listed | Delisted =>
        event.type === 'havre.service.listed.v1' || event.type === 'havre.service.delisted.v1',
    );
    if (entries.length > 0) await this.tables.places.follow(manager, entries);
  }
}

const VERDICTS: readonly string[] = ['havre.event.not-routable.v1', 'havre.event.unopened.v1'];

/** A metric that counted these would show when somebody's event was dropped. */
function isVerdict({ type }: Entry['event']): boolean {
  return VERDICTS.includes(type);
}

/** What became of an event goes back to whoever published it, and to nobody else. */
function answerOf(event: HavreEvent): readonly Entry[] {
  switch (event.type) {
    case 'havre.event.not-applied.v1':
    case 'havre.event.accepted.v1':
    case 'havre.event.not-routable.v1':
    case 'havre.event.unopened.v1':
      return [entryFor(event.data.publisher, event)];
    default:
      return [];
  }
}
