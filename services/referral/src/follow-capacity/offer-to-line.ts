import { Injectable } from '@nestjs/common';
import type { NeedKind } from '@havre/events';
import type { EntityManager } from 'typeorm';
import type { Service } from '../domain/directory.js';
import { FreedServices } from '../domain/freed-services.js';
import { LINE_START, ReferralStore, type FreedService } from '../persistence/referral.store.js';
import type { Settlement } from '../settle-referrals/settlement.js';

const PAGE = 100;
const MOST_PAGES = 10;

/** Offers places that have freed up to those who wait, in the order of their turns. */
@Injectable()
export class OfferToLine {
  constructor(private readonly referrals: ReferralStore) {}

  /** Goes down the line until the places are given or nobody is left who could take one. */
  async offer(manager: EntityManager, settlement: Settlement, services: Iterable<Service>): Promise<void> {
    const withPlaces = [...services].filter((service) => freePlaces(service) > 0);
    const byKind = Map.groupBy(withPlaces, ({ kind }) => kind);
    if (byKind.size === 0 || !(await this.referrals.holdLine(manager, [...byKind.keys()]))) return;
    for (const [kind, freed] of byKind) await this.offerKind(manager, settlement, kind, freed);
  }

  private async offerKind(
    manager: EntityManager,
    settlement: Settlement,
    kind: NeedKind,
    services: readonly Service[],
  ): Promise<void> {
    const matchable = new FreedServices(settlement.round.directory, services);
    let places = services.reduce((sum, service) => sum + freePlaces(service), 0);
    const freed = sieve(services);
    let after = LINE_START;
    for (let page = 0; places > 0 && page < MOST_PAGES; page++) {
      const { referrals, end } = await this.referrals.lockLine(manager, kind, freed, { after, limit: PAGE });
      settlement.add(referrals);
      places -= settlement.offerTo(
        referrals.map(({ id }) => id),
        matchable,
        places,
      );
      if (referrals.length < PAGE) return;
      after = end;
    }
  }
}

/** Every service on its own, or one sieve that lets through whoever any of many could take. */
function sieve(services: readonly Service[]): readonly FreedService[] {
  const freed = services.map(({ entry, ages, accessibility }) => ({
    maxHousehold: entry.listing.accepts.maxHousehold,
    ages,
    accessibility,
  }));
  if (freed.length <= 16) return freed;
  return [
    freed.reduce((all, one) => ({
      maxHousehold: Math.max(all.maxHousehold, one.maxHousehold),
      ages: all.ages | one.ages,
      accessibility: all.accessibility | one.accessibility,
    })),
  ];
}

function freePlaces({ slots }: Service): number {
  return slots.reduce(
    (sum, { available, freshness }) => sum + (freshness === 'expired' ? 0 : Math.max(0, available)),
    0,
  );
}
