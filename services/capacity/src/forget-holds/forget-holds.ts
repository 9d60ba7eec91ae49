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

/** What is still out, or open, is kept until it ends or a count replaces it. */
const FORGET_MOVEMENTS = `
  WITH gone AS (
    DELETE FROM movement WHERE movement_id IN (
      SELECT movement_id FROM movement
      WHERE coalesce(ended_at, at) < (SELECT havre_now()) - make_interval(days => $1)
        AND (pending = 0 OR kind IN ('back-in-service', 'surge-closed'))
      ORDER BY coalesce(ended_at, at) LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

const FORGET_DRIFT = `
  WITH gone AS (
    DELETE FROM drift WHERE drift_id IN (
      SELECT drift_id FROM drift WHERE noted_at < (SELECT havre_now()) - make_interval(days => $1)
      ORDER BY noted_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

const DAY_MS = 86_400_000;

/** What one run forgot, in counts only. */
export interface Forgotten {
  readonly holds: number;
  readonly days: number;
  readonly movements: number;
  readonly drifts: number;
  readonly inbox: number;
}

/** Forgets settled holds, past days and what was said of places after the retention time; an occupied place stays a number. */
@Injectable()
export class ForgetHolds {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(WORKER_SETTINGS) private readonly settings: WorkerSettings,
  ) {}

  async run(): Promise<Forgotten> {
    const { retentionDays, driftRetentionDays } = this.settings;
    return {
      holds: await this.drain(FORGET_HOLDS, retentionDays),
      days: await this.drain(FORGET_DAYS, retentionDays),
      movements: await this.drain(FORGET_MOVEMENTS, retentionDays),
      drifts: await this.drain(FORGET_DRIFT, driftRetentionDays),
      // The log keeps its records for the retention time: a day more, so that none comes back after its inbox row.
      inbox: await cleanInbox(this.dataSource, (retentionDays + 1) * DAY_MS),
    };
  }

  private async drain(query: string, days: number): Promise<number> {
    const { batchSize } = this.settings;
    let total = 0;
    for (;;) {
      const [gone] = await this.dataSource.query<{ count: number }[]>(query, [days, batchSize]);
      total += gone?.count ?? 0;
      if ((gone?.count ?? 0) < batchSize) return total;
    }
  }
}
