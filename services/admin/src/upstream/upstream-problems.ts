import { ProblemException, type ProblemDefinition } from '@havre/service';
import type { Answer } from './upstream-client.js';

const SERVICE_DOWN: ProblemDefinition = {
  code: 'service-down',
  status: 503,
  title: { fr: 'Le service à interroger est injoignable.', en: 'The service to ask cannot be reached.' },
};

const RETRY_AFTER_S = 5;

/** The value of an answer; anything else is a problem for the caller. For questions, which may be asked again. */
export function valueOf<T>(answer: Answer<T>): T {
  if (answer.outcome === 'answered') return answer.value;
  throw new ProblemException(SERVICE_DOWN, { retryAfterS: RETRY_AFTER_S });
}
