import type { FastifyInstance } from 'fastify';
import { callerOf } from '../api-keys/caller.js';
import type { ServiceLogger } from '../logging/service-logger.js';
import type { RequestMetrics } from '../metrics/metrics.js';
import { routeOf } from './problem-filter.js';

/** Asked all the time by machines, and never news. */
const QUIET: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

/** One line and one measurement for each answer: route pattern, status, time, key. Never an address, a header or a body. */
export function registerRequestLog(
  fastify: FastifyInstance,
  logger: ServiceLogger,
  metrics: RequestMetrics,
): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const observed = {
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 1_000) / 1_000,
    };
    metrics.observe(observed);
    const fields = { ...observed, keyId: callerOf(request)?.keyId };
    if (QUIET.has(observed.route)) logger.debug('request', fields);
    else logger.info('request', fields);
    done();
  });
}
