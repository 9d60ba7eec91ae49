import { Inject, Injectable } from '@nestjs/common';
import { Outbox, OutboxRelay } from '@havre/messaging';
import { DataSource } from 'typeorm';
import { isStatement, toStatement } from '../apply-report/statement.js';
import { ServiceLock } from '../persistence/service-lock.js';
import type { LedgerEntry } from '../record-batch/read-entry.js';
import { RecordBatch } from '../record-batch/record-batch.js';
import { WORKER_SETTINGS } from '../settings/tokens.js';
import type { WorkerSettings } from '../settings/worker-settings.js';
import { WaitingStatements } from './waiting-statements.js';

const OVERDUE = `
  SELECT DISTINCT service_id FROM (
    SELECT service_id FROM waiting_statement
    WHERE waiting_since <= (SELECT havre_now()) - make_interval(secs => $1)
    ORDER BY waiting_since LIMIT $2
  ) AS overdue`;

/** Ends the wait for a listing that does not come: whoever spoke for the service is told that nobody knows it. */
@Injectable()
export class GiveUpWaiting {
  constructor(
    private readonly dataSource: DataSource,
    private readonly locks: ServiceLock,
    private readonly waiting: WaitingStatements,
    private readonly ledger: RecordBatch,
    private readonly outbox: Outbox,
    @Inject(OutboxRelay) private readonly relay: Pick<OutboxRelay, 'wake'>,
    @Inject(WORKER_SETTINGS) private readonly settings: WorkerSettings,
  ) {}

  /** Safe to run at once in any number of replicas. Returns how many statements were dealt with. */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const answered = await this.runOnce();
      total += answered;
      if (answered === 0) return total;
    }
  }

  private async runOnce(): Promise<number> {
    const { listingGraceSeconds, batchSize } = this.settings;
    const answered = await this.dataSource.transaction(async (manager) => {
      const overdue = await manager.query<{ service_id: string }[]>(OVERDUE, [
        listingGraceSeconds,
        batchSize,
      ]);
      if (overdue.length === 0) return 0;
      const ids = overdue.map(({ service_id: id }) => id);
      const services = await this.locks.take(manager, ids);
      const statements = await this.waiting.take(manager, ids);
      const entries = statements.filter(isStatement).map((cause): LedgerEntry => ({
        serviceId: cause.subject,
        command: toStatement(cause, false),
        cause,
      }));
      if (entries.length === 0) return 0;
      await this.outbox.add(manager, await this.ledger.recordLocked(manager, services, entries));
      return entries.length;
    });
    if (answered > 0) this.relay.wake();
    return answered;
  }
}
