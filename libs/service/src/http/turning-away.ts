import type { FastifyInstance } from 'fastify';
import type { Drain } from './drain.js';
import { sendProblem } from './problem-filter.js';
import { PROBLEMS } from './problems.js';

const RETRY_AFTER_S = 2;
const STILL_ANSWERED: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

/** While the application stops, requests in flight are finished and new ones are sent elsewhere. */
export function registerTurningAway(fastify: FastifyInstance, drain: Drain): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!drain.isDraining || STILL_ANSWERED.has(request.routeOptions.url ?? '')) {
      done();
      return;
    }
    reply.header('connection', 'close');
    sendProblem(request, reply, { definition: PROBLEMS.unavailable, extras: { retryAfterS: RETRY_AFTER_S } });
  });
}
