import type { IdGenerator } from '@havre/service';
import type { DataSource } from 'typeorm';
import { AuditEntry } from './audit-entry.entity.js';

/** Of a parked key, or of a referral that waits for a person. */
export type AuditAction = 'retry' | 'discard' | 'look-again' | 'close';

export type AuditOutcome = 'retried' | 'discarded' | 'closed' | 'unanswered' | `refused-${string}`;

export interface Attempt {
  readonly keyId: string;
  readonly action: AuditAction;
  readonly service: string;
  readonly target: string;
  readonly reason: string;
}

/** An attempt that is on record. */
export interface BegunAttempt extends Attempt {
  readonly attemptId: string;
}

export interface AuditLine extends Attempt {
  readonly attemptId: string;
  /** RFC 3339, UTC, by the database's clock. */
  readonly at: string;
  readonly step: 'asked' | AuditOutcome;
}

const ADD = `INSERT INTO audit_entry (id, attempt_id, at, key_id, action, service, target, reason, step)
  VALUES ($1, $2, havre_now(), $3, $4, $5, $6, $7, $8)`;

/** The record of operators' actions: what was asked, and in a second row what came of it. */
export class AuditLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ids: IdGenerator,
  ) {}

  async begin(attempt: Attempt): Promise<BegunAttempt> {
    const begun = { ...attempt, attemptId: this.ids.uuid() };
    await this.#add(begun, 'asked');
    return begun;
  }

  async end(attempt: BegunAttempt, outcome: AuditOutcome): Promise<void> {
    await this.#add(attempt, outcome);
  }

  /** Newest first. */
  async newest(limit: number): Promise<readonly AuditLine[]> {
    const entries = await this.dataSource
      .getRepository(AuditEntry)
      .find({ order: { at: 'DESC', id: 'DESC' }, take: limit });
    return entries.map(({ attemptId, at, keyId, action, service, target, reason, step }) => ({
      attemptId,
      at: at.toISOString(),
      keyId,
      action: action as AuditAction,
      service,
      target,
      reason,
      step: step as AuditLine['step'],
    }));
  }

  async #add(attempt: BegunAttempt, step: AuditLine['step']): Promise<void> {
    const { attemptId, keyId, action, service, target, reason } = attempt;
    await this.dataSource.query(ADD, [
      this.ids.uuid(),
      attemptId,
      keyId,
      action,
      service,
      target,
      reason,
      step,
    ]);
  }
}
