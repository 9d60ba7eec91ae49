import type { IdGenerator, ServiceLogger } from '@havre/service';
import type { AuditLog, AuditOutcome, BegunAttempt } from '../persistence/audit-log.js';
import { oneOf, record } from '../upstream/decode.js';
import type { Answer, UpstreamClient } from '../upstream/upstream-client.js';
import type { AttentionReason } from './act-on-attention.parameters.js';

export interface AttentionDecision {
  readonly action: 'retry' | 'close';
  readonly referralId: string;
  readonly reason: AttentionReason;
  /** Who decides, by the id of the key. */
  readonly keyId: string;
}

export type DecisionResult =
  /** `decision`: its `target` in the audit log. */
  | { readonly outcome: 'retried' | 'closed'; readonly decision: string }
  | { readonly outcome: 'refused'; readonly reason: 'unknown' | 'not-waiting' | 'not-ready' | 'service-down' }
  /** The service was asked and did not answer: it may have done it. */
  | { readonly outcome: 'unanswered' };

const done = record({ outcome: oneOf('retried', 'closed') });
const NOT_FOUND = 404;
const CONFLICT = 409;

/**
 * Has the referral service do what an operator decided. It is on record first, under an id of its own that the referral
 * remembers: the record itself names no referral, and says nothing of anybody once that one is forgotten.
 */
export class ActOnAttention {
  constructor(
    private readonly upstreams: UpstreamClient,
    private readonly audit: AuditLog,
    private readonly ids: IdGenerator,
    private readonly logger: ServiceLogger,
  ) {}

  async act({ action, referralId, reason, keyId }: AttentionDecision): Promise<DecisionResult> {
    const decision = this.ids.uuid();
    const recorded = action === 'retry' ? 'look-again' : 'close';
    const attempt = await this.audit.begin({
      action: recorded,
      service: 'referral',
      target: decision,
      reason,
      keyId,
    });
    const path = `/ops/v1/attention/${referralId}/${action}?decision=${decision}`;
    const result = resultOf(await this.upstreams.post('referral', path, done), decision);
    await this.#record(attempt, result);
    return result;
  }

  /** It is done by now, or not: that the outcome could not be written down does not change it. */
  async #record(attempt: BegunAttempt, result: DecisionResult): Promise<void> {
    try {
      await this.audit.end(attempt, auditOutcomeOf(result));
    } catch (error) {
      this.logger.fault('audit-outcome-not-recorded', error);
    }
  }
}

function resultOf(answer: Answer<{ outcome: 'retried' | 'closed' }>, decision: string): DecisionResult {
  switch (answer.outcome) {
    case 'answered':
      return { ...answer.value, decision };
    case 'down':
      return { outcome: 'refused', reason: 'service-down' };
    case 'unanswered':
      return { outcome: 'unanswered' };
    case 'refused':
      return { outcome: 'refused', reason: refusalOf(answer.status) };
  }
}

function refusalOf(status: number): 'unknown' | 'not-waiting' | 'not-ready' {
  if (status === NOT_FOUND) return 'unknown';
  return status === CONFLICT ? 'not-waiting' : 'not-ready';
}

function auditOutcomeOf(result: DecisionResult): AuditOutcome {
  return result.outcome === 'refused' ? `refused-${result.reason}` : result.outcome;
}
