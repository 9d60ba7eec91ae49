import type { Answer } from './upstream-client.js';
import type { UpstreamName } from './upstreams.js';

/** A service that could not be asked, with the rest still shown. */
export interface ServiceDown {
  readonly service: UpstreamName;
  readonly status: 'down';
  readonly code: string;
}

/** Why there is no answer, as a code. */
export function codeOfFailure(answer: Exclude<Answer<unknown>, { outcome: 'answered' }>): string {
  return answer.outcome === 'refused' ? `http.${answer.status}` : answer.code;
}
