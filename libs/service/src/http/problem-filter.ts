import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultOf } from '../fault/fault-of.js';
import { preferredLanguage } from '../language/language.js';
import type { ServiceLogger } from '../logging/service-logger.js';
import { ProblemException, problemBody } from './problem.js';
import type { ProblemDefinition, ProblemExtras } from './problem.js';
import { PROBLEMS, problemOfStatus } from './problems.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';
const RETRY_AFTER_S = 5;

export interface Problem {
  readonly definition: ProblemDefinition;
  readonly extras: ProblemExtras;
}

/** Which problem a thrown value is. Its message is never read. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemException) return { definition: thrown.problem, extras: thrown.extras };
  if (faultOf(thrown).retriable) {
    return { definition: PROBLEMS.unavailable, extras: { retryAfterS: RETRY_AFTER_S } };
  }
  return { definition: problemOfStatus(statusOf(thrown)), extras: {} };
}

/** Nest throws `HttpException`s, Fastify errors with a `statusCode`; both only count below 500. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = (thrown as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : PROBLEMS.internal.status;
}

/** Sends a problem in the language that the request prefers. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { definition, extras }: Problem,
): void {
  const language = preferredLanguage(request.headers['accept-language']);
  if (extras.retryAfterS !== undefined)
    reply.header('retry-after', String(Math.max(1, Math.ceil(extras.retryAfterS))));
  if (definition.status === PROBLEMS.unauthenticated.status)
    reply.header('www-authenticate', 'Bearer realm="havre"');
  reply
    .code(definition.status)
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .header('content-language', language)
    .header('vary', 'accept-language')
    .send(JSON.stringify(problemBody(definition, extras, language)));
}

/** Turns everything thrown behind HTTP into a content-free problem; logs what is our fault, by code. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: ServiceLogger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(thrown);
    if (problem.definition.status >= 500 && !(thrown instanceof ProblemException)) {
      this.logger.fault('request-failed', thrown, { route: routeOf(request), method: request.method });
    }
    // A stream that has begun can only be cut.
    if (reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(request, reply, problem);
  }
}

/** The pattern of the route (`/v1/parked/:id`), never the address that was asked for. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unmatched';
}
