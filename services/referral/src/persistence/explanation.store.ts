import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StoredExplanation } from '../domain/explanation.js';
import type { Request } from '../domain/request.js';
import { columnsAsRows, textColumns } from './text-columns.js';

// A referral that is looked at again and again while it waits keeps the last look, not each.
const SAVE = `INSERT INTO explanation (referral_id, attempt, matched_at, body)
  SELECT * FROM ${columnsAsRows(['uuid', 'integer', 'timestamptz', 'text'])}
  ON CONFLICT (referral_id, attempt) DO UPDATE SET matched_at = excluded.matched_at, body = excluded.body, request = NULL`;

const KEEP_REQUEST = `UPDATE explanation e SET request = n.request
  FROM ${columnsAsRows(['uuid', 'text'])} AS n (referral_id, request)
  WHERE e.referral_id = n.referral_id AND e.request IS NULL`;

const LAST = `SELECT DISTINCT ON (referral_id) referral_id, body FROM explanation
  WHERE referral_id = ANY($1::uuid[]) ORDER BY referral_id, attempt DESC`;

const FORGET = 'DELETE FROM explanation WHERE referral_id = ANY($1::uuid[])';

/** One match, to be kept. */
export interface NewExplanation {
  readonly referralId: string;
  readonly attempt: number;
  readonly body: StoredExplanation;
}

/** The reasons of every match, kept as long as its referral. */
@Injectable()
export class ExplanationStore {
  async save(manager: EntityManager, explanations: readonly NewExplanation[]): Promise<void> {
    if (explanations.length === 0) return;
    const rows = explanations.map(({ referralId, attempt, body }) => [
      referralId,
      attempt,
      new Date(body.at).toISOString(),
      JSON.stringify(body),
    ]);
    await manager.query(SAVE, textColumns(rows));
  }

  /** Before a request is replaced: earlier matches keep what was asked for then. */
  async keepRequests(
    manager: EntityManager,
    requests: readonly { readonly referralId: string; readonly request: Request }[],
  ): Promise<void> {
    if (requests.length === 0) return;
    const rows = requests.map(({ referralId, request }) => [referralId, JSON.stringify(request)]);
    await manager.query(KEEP_REQUEST, textColumns(rows));
  }

  /** The last match of each of these referrals. */
  async last(
    manager: EntityManager,
    referralIds: readonly string[],
  ): Promise<readonly { readonly referralId: string; readonly body: StoredExplanation }[]> {
    if (referralIds.length === 0) return [];
    const rows = await manager.query<{ referral_id: string; body: string }[]>(LAST, [referralIds]);
    return rows.map(({ referral_id: referralId, body }) => ({
      referralId,
      body: JSON.parse(body) as StoredExplanation,
    }));
  }

  async forget(manager: EntityManager, referralIds: readonly string[]): Promise<void> {
    if (referralIds.length > 0) await manager.query(FORGET, [referralIds]);
  }
}
