import { Inject, Injectable } from '@nestjs/common';
import { Outbox, OutboxRelay } from '@havre/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import { ServiceLock } from '../persistence/service-lock.js';
import type { LedgerEntry } from './read-entry.js';
import { RecordBatch } from './record-batch.js';

/** What time alone asks for; several replicas look for it at once. */
export interface Sweep {
  /** Looks for due work without locking anything; at most a batch. */
  readonly find: (manager: EntityManager) => Promise<readonly LedgerEntry[]>;
}

/**
 * Records what time asks for. Each batch first takes the services that nobody works on, so that replicas share the
 * work, and waits for busy ones only when nothing else is left. What was found is decided again under the locks, so
 * what somebody else has done meanwhile is done once.
 */
@Injectable()
export class SweepLedger {
  constructor(
    private readonly dataSource: DataSource,
    private readonly locks: ServiceLock,
    private readonly ledger: RecordBatch,
    private readonly outbox: Outbox,
    @Inject(OutboxRelay) private readonly relay: Pick<OutboxRelay, 'wake'>,
  ) {}

  /** Goes on until nothing is due. Returns how many entries were recorded. */
  async run(sweep: Sweep): Promise<number> {
    let recorded = 0;
    for (;;) {
      const free = await this.runOnce(sweep, 'free');
      recorded += free.recorded;
      if (free.found === 0) return recorded;
      if (free.recorded > 0) continue;
      const busy = await this.runOnce(sweep, 'wait');
      recorded += busy.recorded;
      if (busy.recorded === 0) return recorded;
    }
  }

  private async runOnce(
    { find }: Sweep,
    mode: 'free' | 'wait',
  ): Promise<{ found: number; recorded: number }> {
    const result = await this.dataSource.transaction(async (manager) => {
      const entries = await find(manager);
      if (entries.length === 0) return { found: 0, recorded: 0 };
      const ids = [...new Set(entries.map(({ serviceId }) => serviceId))];
      const services = await (mode === 'free'
        ? this.locks.takeFree(manager, ids)
        : this.locks.take(manager, ids));
      const taken = new Set(services.map(({ serviceId }) => serviceId));
      const mine = entries.filter(({ serviceId }) => taken.has(serviceId));
      if (mine.length === 0) return { found: entries.length, recorded: 0 };
      await this.outbox.add(manager, await this.ledger.recordLocked(manager, services, mine));
      return { found: entries.length, recorded: mine.length };
    });
    if (result.recorded > 0) this.relay.wake();
    return result;
  }
}
