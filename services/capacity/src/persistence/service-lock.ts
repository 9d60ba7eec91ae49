import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ServiceKind } from '../domain/freshness.js';
import type { OpeningHours } from '../domain/opening-hours.js';
import type { Closure, Listing, ServiceLimits } from '../domain/service-view.js';
import { LedgerConflictError } from './ledger-conflict.error.js';
import { ADD_SERVICES, LOCK_FREE_SERVICES, LOCK_SERVICES } from './ledger-queries.js';

/** A service while this transaction holds its lock. */
export interface LockedService {
  readonly serviceId: string;
  readonly listing: Listing | null;
  readonly closure: Closure | null;
}

interface ServiceRecord {
  readonly service_id: string;
  readonly owner: string | null;
  readonly is_listed: boolean;
  readonly kind: ServiceKind | null;
  readonly opening: OpeningHours | null;
  readonly limits: ServiceLimits | null;
  readonly closed_from: Date | null;
  readonly closed_until: Date | null;
  readonly closure_said_at: Date | null;
}

/**
 * The one lock of the ledger: a service. Whoever reads in order to write takes it first, for all services of its batch
 * at once and sorted by id, so nobody waits in a circle.
 */
@Injectable()
export class ServiceLock {
  /** Services known to have a row; rows of `service` are never deleted. */
  private readonly known = new Set<string>();

  /**
   * Locks services until the end of the transaction, adding those never heard of.
   *
   * @throws LedgerConflictError when a row that was there has gone: another transaction's insert was rolled back
   */
  async take(manager: EntityManager, serviceIds: readonly string[]): Promise<readonly LockedService[]> {
    const unknown = serviceIds.filter((id) => !this.known.has(id));
    if (unknown.length > 0) await manager.query(ADD_SERVICES, [unknown]);
    const locked = await this.lock(manager, LOCK_SERVICES, serviceIds);
    if (locked.length < serviceIds.length) {
      this.known.clear();
      throw new LedgerConflictError();
    }
    for (const { serviceId, listing } of locked) if (listing !== null) this.known.add(serviceId);
    return locked;
  }

  /** Locks those of the services that nobody else has locked, and waits for none. */
  takeFree(manager: EntityManager, serviceIds: readonly string[]): Promise<readonly LockedService[]> {
    return this.lock(manager, LOCK_FREE_SERVICES, serviceIds);
  }

  private async lock(
    manager: EntityManager,
    query: string,
    serviceIds: readonly string[],
  ): Promise<readonly LockedService[]> {
    const records = await manager.query<ServiceRecord[]>(query, [serviceIds]);
    return records.map(toLockedService);
  }
}

function toLockedService(record: ServiceRecord): LockedService {
  const { owner, kind, opening, limits, closed_from: from, closure_said_at: saidAt } = record;
  return {
    serviceId: record.service_id,
    listing:
      owner === null || kind === null
        ? null
        : { owner, isListed: record.is_listed, kind, opening, ...(limits !== null && { limits }) },
    closure:
      from === null || saidAt === null
        ? null
        : { from: from.getTime(), until: record.closed_until?.getTime() ?? null, saidAt: saidAt.getTime() },
  };
}
