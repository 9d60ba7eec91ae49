import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../http/problem.js';
import { PROBLEMS } from '../http/problems.js';

export type KeyRole = 'department' | 'provider' | 'operator';

export const SCOPES = ['events:publish', 'feed:read', 'admin:read', 'admin:act'] as const;

export type Scope = (typeof SCOPES)[number];

/** Who calls, by the key that was shown. */
export interface Caller {
  /** Safe to log. */
  readonly keyId: string;
  readonly role: KeyRole;
  /** CloudEvents sources that the caller may speak for. */
  readonly sources: readonly string[];
  readonly scopes: readonly Scope[];
}

const callers = new WeakMap<object, Caller>();

/** Remembers who calls for the rest of a request. */
export function setCallerOf(request: FastifyRequest, caller: Caller): void {
  callers.set(request.raw, caller);
}

export function callerOf(request: FastifyRequest): Caller | undefined {
  return callers.get(request.raw);
}

/** The parameter of a controller's method that receives the `Caller`. Answers 401 when the route let nobody in. */
export const Caller = createParamDecorator((_options: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new ProblemException(PROBLEMS.unauthenticated);
  return caller;
});
