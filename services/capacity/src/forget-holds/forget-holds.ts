import { Inject, Injectable } from '@nestjs/common';
import { cleanInbox } from '@havre/messaging';
import { DataSource } from 'typeorm';
import { WORKER_SETTINGS } from '../settings/tokens.js';
import type { WorkerSettings } from '../settings/worker-settings.js';

const FORGET_HOLDS = `
  WITH gone AS (
    DELETE FROM hold WHERE hold_id IN (
      SELECT hold_id FROM hold
      WHERE settled_at < (SELECT havre_now()) - make_interval(days => $1)
      ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

/** Two days more than the retention: a day is over everywhere 36 hours after its midnight in UTC. */
const FORGET_DAYS = `
  WITH gone AS (
    DELETE FROM ledger WHERE ledger_id IN (
      SELECT ledger_id FROM ledger
      WHERE day < ((SELECT havre_now()) AT TIME ZONE 'UTC')::date - ($1::integer + 2) AND held = 0
      ORDER BY day LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

const DAY_MS = 86_400_000;

/** What one run forgot, in counts only. */
export interface Forgotten {
  readonly holds: number;
  readonly days: number;
  readonly inbox: number;
}

/** Forgets settled holds and past days after the retention time; an occupied place stays a number. */
@Injectable()
export class ForgetHolds {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(WORKER_SETTINGS) private readonly settings: WorkerSettings,
  ) {}

  async run(): Promise<Forgotten> {
    const { retentionDays } = this.settings;
    return {
      holds: await this.drain(FORGET_HOLDS),
      days: await this.drain(FORGET_DAYS),
      // The log keeps its records for the retention time: a day more, so that none comes back after its inbox row.
      inbox: await cleanInbox(this.dataSource, (retentionDays + 1) * DAY_MS),
    };
  }

  private async drain(query: string): Promise<number> {
    const { retentionDays, batchSize } = this.settings;
    let total = 0;
    for (;;) {
      const [gone] = await this.dataSource.query<{ count: number }[]>(query, [retentionDays, batchSize]);
      total += gone?.count ?? 0;
      if ((gone?.count ?? 0) < batchSize) return total;
    }
  }
}
