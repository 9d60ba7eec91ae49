import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Listing } from '../domain/service-view.js';
import { CHANGE_LISTINGS } from './ledger-queries.js';

const AGE_AGAIN = `
  UPDATE ledger SET ages_at = (SELECT havre_now()), version = version + 1
  WHERE service_id = ANY($1::text[]) AND reported_at IS NOT NULL`;

/** Writes what the directory says of services. The caller holds their locks. */
@Injectable()
export class ListingStore {
  async save(manager: EntityManager, listings: ReadonlyMap<string, Listing>): Promise<void> {
    if (listings.size === 0) return;
    const records = [...listings].map(([serviceId, { owner, isListed, kind, opening, limits }]) => ({
      service_id: serviceId,
      owner,
      is_listed: isListed,
      kind,
      opening,
      limits: limits ?? null,
    }));
    await manager.query(CHANGE_LISTINGS, [JSON.stringify(records)]);
  }

  /** Has the rows of these services looked at again: another kind ages at another pace, another zone has other hours. */
  async ageAgain(manager: EntityManager, serviceIds: readonly string[]): Promise<void> {
    if (serviceIds.length > 0) await manager.query(AGE_AGAIN, [serviceIds]);
  }
}
