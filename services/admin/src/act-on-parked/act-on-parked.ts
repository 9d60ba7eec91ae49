import type { ServiceLogger } from '@havre/service';
import type { AuditAction, AuditLog, AuditOutcome, BegunAttempt } from '../persistence/audit-log.js';
import { oneOf, record } from '../upstream/decode.js';
import type { Answer, UpstreamClient } from '../upstream/upstream-client.js';
import type { UpstreamName } from '../upstream/upstreams.js';
import type { Reason } from './act-on-parked.parameters.js';

export interface ParkedAction {
  readonly action: Extract<AuditAction, 'retry' | 'discard'>;
  readonly service: UpstreamName;
  readonly id: string;
  readonly reason: Reason;
  /** Who asks, by the id of the key. */
  readonly keyId: string;
}

export type ActionResult =
  | { readonly outcome: 'retried' | 'discarded' }
  | {
      readonly outcome: 'refused';
      readonly reason: 'unknown' | 'failed-again' | 'not-ready' | 'service-down';
    }
  /** The service was asked and did not answer: it may have done it. */
  | { readonly outcome: 'unanswered' };

const done = record({ outcome: oneOf('retried', 'discarded') });
const NOT_FOUND = 404;
const CONFLICT = 409;

/**
 * Has a service retry or discard a parked key. What was asked is on record before the service hears of it, and what came of
 * it afterwards; without a record nothing is asked.
 */
export class ActOnParked {
  constructor(
    private readonly upstreams: UpstreamClient,
    private readonly audit: AuditLog,
    private readonly logger: ServiceLogger,
  ) {}

  async act({ action, service, id, reason, keyId }: ParkedAction): Promise<ActionResult> {
    const attempt = await this.audit.begin({ action, service, target: id, reason, keyId });
    const answer = await this.upstreams.post(service, `/ops/v1/parked/${id}/${action}`, done);
    const result = resultOf(answer);
    await this.#record(attempt, result);
    return result;
  }

  /** It is done by now, or not: that the outcome could not be written down does not change it. */
  async #record(attempt: BegunAttempt, result: ActionResult): Promise<void> {
    try {
      await this.audit.end(attempt, auditOutcomeOf(result));
    } catch (error) {
      this.logger.fault('audit-outcome-not-recorded', error);
    }
  }
}

function resultOf(answer: Answer<{ outcome: 'retried' | 'discarded' }>): ActionResult {
  switch (answer.outcome) {
    case 'answered':
      return answer.value;
    case 'down':
      return { outcome: 'refused', reason: 'service-down' };
    case 'unanswered':
      return { outcome: 'unanswered' };
    case 'refused':
      return { outcome: 'refused', reason: refusalOf(answer.status) };
  }
}

function refusalOf(status: number): 'unknown' | 'failed-again' | 'not-ready' {
  if (status === NOT_FOUND) return 'unknown';
  return status === CONFLICT ? 'failed-again' : 'not-ready';
}

function auditOutcomeOf(result: ActionResult): AuditOutcome {
  return result.outcome === 'refused' ? `refused-${result.reason}` : result.outcome;
}
