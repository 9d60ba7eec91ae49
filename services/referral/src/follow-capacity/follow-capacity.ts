import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { ApplyHoldOutcomes } from '../apply-hold-outcome/apply-hold-outcomes.js';
import { readOutcome } from '../apply-hold-outcome/read-outcome.js';
import { isShutBy } from '../domain/correction.js';
import type { Slot } from '../domain/directory.js';
import { AvailabilityStore, type CountsBefore } from '../persistence/availability.store.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';
import type { Settlement } from '../settle-referrals/settlement.js';
import { OfferToLine } from './offer-to-line.js';
import { hasFreed, lastClosures, lastSlots, leftOverIn } from './read-capacity.js';

/** Follows the ledger of places and the doors of providers: counts, outcomes of holds, closures. */
@Injectable()
export class FollowCapacity {
  constructor(
    private readonly settle: SettleReferrals,
    private readonly referrals: ReferralStore,
    private readonly directory: DirectoryStore,
    private readonly availability: AvailabilityStore,
    private readonly outcomes: ApplyHoldOutcomes,
    private readonly line: OfferToLine,
  ) {}

  async follow(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> {
    const slots = lastSlots(events);
    const freed = freedBy(slots, await this.availability.save(manager, slots));
    const closed = await this.close(manager, events);
    const settlement = await this.settle.begin(manager);
    settlement.add(await this.referrals.lockHolding(manager, this.outcomes.holdIds(events), closed));
    this.outcomes.apply(settlement, events);
    sendOn(
      settlement,
      closed,
      events.find(({ type }) => type === 'havre.service.closed.v1'),
    );
    // Those whom a provider sends on go before the line.
    settlement.findPlaces();
    const { directory } = settlement.round;
    await this.line.offer(
      manager,
      settlement,
      [...new Set([...freed, ...leftOverIn(events), ...closed])].flatMap(
        (serviceId) => directory.service(serviceId) ?? [],
      ),
    );
    return this.settle.finish(manager, settlement);
  }

  private async close(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly string[]> {
    if (!events.some(({ type }) => type === 'havre.service.closed.v1')) return [];
    const closures = lastClosures(events, await this.directory.now(manager));
    return this.directory.close(manager, closures);
  }
}

/** By what the database knew before: what this process remembers is old where another has had the partition meanwhile. */
function freedBy(
  slots: readonly { readonly serviceId: string; readonly slot: Slot }[],
  before: ReadonlyMap<string, CountsBefore | undefined>,
): readonly string[] {
  return slots
    .filter(({ slot }) => before.has(slot.key) && hasFreed(before.get(slot.key), slot))
    .map(({ serviceId }) => serviceId);
}

/** Sends on those who are on their way to a door that is shut; those inside are shown to a person. */
export function sendOn(
  settlement: Settlement,
  serviceIds: readonly string[],
  cause: HavreEvent | undefined,
): void {
  const shut = new Set(serviceIds);
  for (const { id, hold } of settlement.byHold().values()) {
    if (hold === null || !shut.has(hold.serviceId)) continue;
    const service = settlement.round.directory.service(hold.serviceId);
    const closure = service?.entry.closure;
    const isShut =
      service === undefined || (closure !== undefined && isShutBy(closure, hold, settlement.round.now));
    if (isShut) settlement.apply(id, { on: 'service-closed' }, cause);
  }
}

/** True of the events of topic `havre.capacity` that concern referrals; our own requests do not. */
export function isCapacityEvent(event: HavreEvent): boolean {
  return (
    event.type === 'havre.capacity.updated.v1' ||
    event.type === 'havre.service.closed.v1' ||
    readOutcome(event) !== undefined
  );
}
