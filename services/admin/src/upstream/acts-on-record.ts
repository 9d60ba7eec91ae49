import { PROBLEMS, ProblemException, type ProblemDefinition, type ServiceLogger } from '@havre/service';
import type { Attempt, AuditLog, AuditOutcome, BegunAttempt } from '../persistence/audit-log.js';
import { oneOf, record } from './decode.js';
import type { Answer, UpstreamClient } from './upstream-client.js';
import type { UpstreamName } from './upstreams.js';

type Done = 'retried' | 'discarded' | 'closed';
type Conflict = 'failed-again' | 'not-waiting';

/** What came of an act. `C` is what a conflict (409) means to whoever was asked. */
export type ActResult<D extends Done, C extends Conflict> =
  | { readonly outcome: D }
  | { readonly outcome: 'refused'; readonly reason: 'unknown' | C | 'not-ready' | 'service-down' }
  /** The service was asked and did not answer: it may have done it. */
  | { readonly outcome: 'unanswered' };

/** What a service is asked to do, and how it may answer. */
export interface Act<D extends Done, C extends Conflict> {
  readonly entry: Attempt & { readonly service: UpstreamName };
  readonly path: string;
  readonly done: readonly D[];
  readonly conflict: C;
}

const NOT_FOUND = 404;
const CONFLICT = 409;

/**
 * Has a service do what an operator decided. What was asked is on record before the service hears of it, and what came of it
 * afterwards; without a record nothing is asked.
 */
export class ActsOnRecord {
  constructor(
    private readonly upstreams: UpstreamClient,
    private readonly audit: AuditLog,
    private readonly logger: ServiceLogger,
  ) {}

  async act<D extends Done, C extends Conflict>({
    entry,
    path,
    done,
    conflict,
  }: Act<D, C>): Promise<ActResult<D, C>> {
    const attempt = await this.audit.begin(entry);
    const answer = await this.upstreams.post(entry.service, path, record({ outcome: oneOf(...done) }));
    const result = resultOf(answer, conflict);
    await this.#record(attempt, result);
    return result;
  }

  /** It is done by now, or not: that the outcome could not be written down does not change it. */
  async #record(attempt: BegunAttempt, result: ActResult<Done, Conflict>): Promise<void> {
    try {
      await this.audit.end(attempt, auditOutcomeOf(result));
    } catch (error) {
      this.logger.fault('audit-outcome-not-recorded', error);
    }
  }
}

function resultOf<D extends Done, C extends Conflict>(
  answer: Answer<{ outcome: D }>,
  conflict: C,
): ActResult<D, C> {
  switch (answer.outcome) {
    case 'answered':
      return answer.value;
    case 'down':
      return { outcome: 'refused', reason: 'service-down' };
    case 'unanswered':
      return { outcome: 'unanswered' };
    case 'refused':
      return { outcome: 'refused', reason: refusalOf(answer.status, conflict) };
  }
}

function refusalOf<C extends Conflict>(status: number, conflict: C): 'unknown' | C | 'not-ready' {
  if (status === NOT_FOUND) return 'unknown';
  return status === CONFLICT ? conflict : 'not-ready';
}

function auditOutcomeOf(result: ActResult<Done, Conflict>): AuditOutcome {
  return result.outcome === 'refused' ? `refused-${result.reason}` : result.outcome;
}

const UNANSWERED: ProblemDefinition = {
  code: 'unanswered',
  status: 504,
  title: { fr: 'Le service n’a pas répondu.', en: 'The service did not answer.' },
  detail: {
    fr: 'Il a peut-être fait ce qui était demandé : relisez la liste avant de recommencer.',
    en: 'It may have done what was asked: read the list again before trying again.',
  },
};

const RETRY_AFTER_S = 5;

/** What the operator is told when it was not done. `conflict`: the problem of a 409. */
export function problemOf(
  result: Exclude<ActResult<Done, Conflict>, { readonly outcome: Done }>,
  conflict: ProblemDefinition,
): ProblemException {
  if (result.outcome === 'unanswered') return new ProblemException(UNANSWERED);
  switch (result.reason) {
    case 'unknown':
      return new ProblemException(PROBLEMS.notFound);
    case 'failed-again':
    case 'not-waiting':
      return new ProblemException(conflict);
    case 'not-ready':
    case 'service-down':
      return new ProblemException(PROBLEMS.unavailable, { retryAfterS: RETRY_AFTER_S });
  }
}
