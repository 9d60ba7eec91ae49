import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LedgerTerms } from '../domain/ledger-terms.js';
import type { LedgerEntry } from '../record-batch/read-entry.js';
import { SweepLedger } from '../record-batch/sweep-ledger.js';
import { LEDGER_TERMS, WORKER_SETTINGS } from '../settings/tokens.js';
import type { WorkerSettings } from '../settings/worker-settings.js';

const DUE = `
  SELECT service_id, unit_key FROM ledger WHERE ages_at <= (SELECT havre_now()) ORDER BY ages_at LIMIT $1`;

/**
 * $1 age limits by kind. Rows that look otherwise than by today's limits, or would be looked at too late. Looking at one
 * too early does no harm: then the next time is set.
 */
const AGED_OTHERWISE = `
  SELECT service_id, unit_key FROM (
    SELECT l.ledger_id, l.service_id, l.unit_key, l.freshness, l.ages_at,
      l.reported_at + make_interval(mins => k.stale) AS stale_at,
      l.reported_at + make_interval(mins => k.expired) AS expired_at,
      (SELECT havre_now()) AS now
    FROM ledger l
    JOIN service s USING (service_id)
    JOIN json_to_recordset($1::json) AS k (kind text, stale integer, expired integer) ON k.kind = s.kind
    WHERE l.reported_at IS NOT NULL
  ) AS l
  WHERE freshness <> CASE WHEN expired_at <= now THEN 'expired' WHEN stale_at <= now THEN 'stale' ELSE 'fresh' END
    OR coalesce(ages_at, 'infinity') > CASE WHEN expired_at <= now THEN 'infinity' WHEN stale_at <= now THEN expired_at ELSE stale_at END
  ORDER BY ledger_id LIMIT $2`;

/**
 * Tells when what a provider reported becomes stale or expires, when places with a time have begun, and when places come
 * back or surge places close by themselves, so that readers need not keep time.
 */
@Injectable()
export class AgeReports {
  constructor(
    private readonly sweeper: SweepLedger,
    @Inject(LEDGER_TERMS) private readonly terms: LedgerTerms,
    @Inject(WORKER_SETTINGS) private readonly settings: WorkerSettings,
  ) {}

  /** Safe to run at once in any number of replicas. Returns how many rows were looked at. */
  run(): Promise<number> {
    return this.sweeper.run({ find: (manager) => find(manager, DUE, [this.settings.batchSize]) });
  }

  /** Applies limits that were changed while the service was down. */
  align(): Promise<number> {
    const limits = Object.entries(this.terms.ageLimits).map(([kind, { staleMinutes, expiredMinutes }]) => ({
      kind,
      stale: staleMinutes,
      expired: expiredMinutes,
    }));
    const parameters = [JSON.stringify(limits), this.settings.batchSize];
    return this.sweeper.run({ find: (manager) => find(manager, AGED_OTHERWISE, parameters) });
  }
}

async function find(
  manager: EntityManager,
  query: string,
  parameters: readonly unknown[],
): Promise<readonly LedgerEntry[]> {
  const rows = await manager.query<{ service_id: string; unit_key: string }[]>(query, [...parameters]);
  return rows.map(({ service_id: serviceId, unit_key: unitKey }) => ({
    serviceId,
    command: { kind: 'age-report', unitKey },
  }));
}
