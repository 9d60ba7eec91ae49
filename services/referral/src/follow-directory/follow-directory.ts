import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { OfferToLine } from '../follow-capacity/offer-to-line.js';
import { sendOn } from '../follow-capacity/follow-capacity.js';
import { DirectoryStore, type ListingChange } from '../persistence/directory.store.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';

type DirectoryEvent = HavreEvent<'havre.service.listed.v1' | 'havre.service.delisted.v1'>;

/**
 * Follows what providers list. Whoever lists a service first owns it; what others say of it has no effect here, and the
 * ledger of places, which follows the same topic, tells them.
 */
@Injectable()
export class FollowDirectory {
  constructor(
    private readonly settle: SettleReferrals,
    private readonly referrals: ReferralStore,
    private readonly directory: DirectoryStore,
    private readonly line: OfferToLine,
  ) {}

  async follow(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> {
    const entries = events.filter((event) => isDirectoryEvent(event));
    const owners = await this.directory.lockOwners(
      manager,
      entries.map(({ subject }) => subject),
    );
    const changes = lastListings(entries, owners);
    await this.directory.list(manager, changes);
    const settlement = await this.settle.begin(manager);
    const delisted = changes.filter((change) => !change.is_listed).map(({ service_id: id }) => id);
    settlement.add(await this.referrals.lockHolding(manager, [], delisted));
    sendOn(settlement, delisted, entries.at(-1));
    settlement.findPlaces();
    const { directory } = settlement.round;
    await this.line.offer(
      manager,
      settlement,
      changes.flatMap(({ service_id: id }) => directory.service(id) ?? []),
    );
    return this.settle.finish(manager, settlement);
  }
}

/** True of the events that this use case is for. */
export function isDirectoryEvent(event: HavreEvent): event is DirectoryEvent {
  return event.type === 'havre.service.listed.v1' || event.type === 'havre.service.delisted.v1';
}

/** How a batch leaves each service, said by its owner. */
export function lastListings(
  events: readonly DirectoryEvent[],
  ownersBefore: ReadonlyMap<string, string>,
): readonly ListingChange[] {
  const owners = new Map(ownersBefore);
  const changes = new Map<string, ListingChange>();
  for (const event of events) {
    const { subject, source } = event;
    const isListed = event.type === 'havre.service.listed.v1';
    const owner = owners.get(subject);
    if (owner === undefined ? !isListed : owner !== source) continue;
    owners.set(subject, source);
    const listing = isListed ? event.data : (changes.get(subject)?.listing ?? null);
    changes.set(subject, { service_id: subject, provider: source, listing, is_listed: isListed });
  }
  return [...changes.values()];
}
