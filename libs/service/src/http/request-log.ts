import type { FastifyInstance } from 'fastify';
import { callerOf } from '../api-keys/caller.js';
import type { ServiceLogger } from '../logging/service-logger.js';
import type { RequestMetrics } from '../metrics/metrics.js';
import { routeOf } from './problem-filter.js';

/** Statuses that say something about the caller or about us, never about what was sent. */
const isAboutContent = (status: number): boolean => status < 500 && ![401, 403, 429].includes(status);

/** Everything was taken, or a part of it: a request that would have been counted without what was not taken. */
const isTaken = (status: number): boolean => status >= 200 && status < 300;

/** Asked all the time by machines, and never news. */
const QUIET: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

export interface RequestLogOptions {
  readonly logger: ServiceLogger;
  readonly metrics: RequestMetrics;
  /**
   * Routes whose status would say what became of somebody's event: such answers are not logged, and counted without it.
   * One that took nothing is not counted at all: what is left when the events that were taken are subtracted from the
   * requests would be a count of refusals, minute by minute.
   */
  readonly discreetRoutes: readonly string[];
}

/** One line and one measurement for each answer: route pattern, status, time, key. Never an address, a header or a body. */
export function registerRequestLog(fastify: FastifyInstance, options: RequestLogOptions): void {
  const { logger, metrics, discreetRoutes } = options;
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = routeOf(request);
    const status = reply.statusCode;
    const isDiscreet = discreetRoutes.includes(route) && isAboutContent(status);
    const durationMs = Math.round(reply.elapsedTime * 1_000) / 1_000;
    if (!isDiscreet || isTaken(status)) {
      metrics.observe({ method, route, status: isDiscreet ? 'answered' : String(status), durationMs });
    }
    const fields = { method, route, status, durationMs, keyId: callerOf(request)?.keyId };
    if (QUIET.has(route)) logger.debug('request', fields);
    else if (!isDiscreet) logger.info('request', fields);
    done();
  });
}
