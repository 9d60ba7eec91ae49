import { Inject, Injectable, Optional } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ProblemException } from '../http/problem.js';
import { PROBLEMS } from '../http/problems.js';
import { ACCESS } from './access.decorator.js';
import type { Access } from './access.decorator.js';
import { bearerOf, readToken } from './bearer-token.js';
import { setCallerOf } from './caller.js';
import { KeyRing } from './key-ring.js';
import { OpsKey } from './ops-key.js';
import { RateLimiter } from './rate-limiter.js';

const SECOND_MS = 1_000;

/**
 * Guards every route of an application. What a route asks for is on the route (`@Public`, `@RequireScope`,
 * `@OperationsOnly`); a route on which nothing is written lets nobody in.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly rateLimiter: RateLimiter,
    private readonly opsKey: OpsKey,
    @Optional() @Inject(KeyRing) private readonly keyRing: KeyRing | null,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    switch (access?.kind) {
      case 'public':
        return true;
      case 'operations':
        return this.#checkOperations(request);
      case 'scope':
        return this.#checkKey(request, access);
      case undefined:
        throw new ProblemException(PROBLEMS.forbidden);
    }
  }

  #checkOperations(request: FastifyRequest): boolean {
    if (!this.opsKey.matches(bearerOf(request.headers.authorization))) {
      throw new ProblemException(PROBLEMS.unauthenticated);
    }
    return true;
  }

  #checkKey(request: FastifyRequest, { scope }: Extract<Access, { kind: 'scope' }>): boolean {
    const caller = this.keyRing?.authenticate(readToken(bearerOf(request.headers.authorization)));
    if (caller === undefined) throw new ProblemException(PROBLEMS.unauthenticated);
    setCallerOf(request, caller);
    const waitMs = this.rateLimiter.take(caller.keyId);
    if (waitMs > 0) throw new ProblemException(PROBLEMS.tooManyRequests, { retryAfterS: waitMs / SECOND_MS });
    if (!caller.scopes.includes(scope)) throw new ProblemException(PROBLEMS.forbidden);
    return true;
  }
}
