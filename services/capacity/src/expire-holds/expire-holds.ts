import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LedgerEntry } from '../record-batch/read-entry.js';
import { SweepLedger } from '../record-batch/sweep-ledger.js';
import { WORKER_SETTINGS } from '../settings/tokens.js';
import type { WorkerSettings } from '../settings/worker-settings.js';

/** The clock is read once: a volatile function in the condition would hide the index. */
const DUE = `
  SELECT hold_id, service_id FROM hold
  WHERE settled_at IS NULL AND expires_at <= (SELECT havre_now())
  ORDER BY expires_at LIMIT $1`;

/** Gives back, once, the places of holds whose time has run out by the database's clock. */
@Injectable()
export class ExpireHolds {
  constructor(
    private readonly sweeper: SweepLedger,
    @Inject(WORKER_SETTINGS) private readonly settings: WorkerSettings,
  ) {}

  /** Safe to run at once in any number of replicas. Returns how many due holds were dealt with. */
  run(): Promise<number> {
    return this.sweeper.run({ find: (manager) => this.due(manager) });
  }

  private async due(manager: EntityManager): Promise<readonly LedgerEntry[]> {
    const rows = await manager.query<{ hold_id: string; service_id: string }[]>(DUE, [
      this.settings.batchSize,
    ]);
    return rows.map(({ hold_id: holdId, service_id: serviceId }) => ({
      serviceId,
      command: { kind: 'expire-hold', holdId },
    }));
  }
}
