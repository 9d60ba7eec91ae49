import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemException } from './problem.js';
import { PROBLEMS } from './problems.js';

export interface BodyOptions {
  /** Most bytes of a request's body; default 64 KiB. More is 413, without reading on. */
  readonly limitBytes?: number;
  /**
   * Route patterns whose body reaches the controller as a `Buffer`, whatever its content type: nothing has looked at it.
   * Everywhere else only JSON is accepted, and it is parsed.
   */
  readonly rawRoutes?: readonly string[];
}

export const DEFAULT_BODY_LIMIT = 64 * 1_024;

const JSON_TYPE = /^application\/json(?:\s*;.*)?$/i;

/** Replaces Fastify's parsers by one that knows two kinds of body: raw bytes, and JSON without `__proto__`. */
export function registerBodyParsing(fastify: FastifyInstance, { rawRoutes = [] }: BodyOptions): void {
  const isRaw = (request: FastifyRequest): boolean => rawRoutes.includes(request.routeOptions.url ?? '');
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isRaw(request)) return done(null, body);
    if (body.length === 0) return done(null, undefined);
    if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
      return done(new ProblemException(PROBLEMS.unsupportedMediaType));
    }
    void parseJson(request, body.toString('utf8'), done);
  });
}
