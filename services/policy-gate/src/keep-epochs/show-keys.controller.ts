import { Controller, Get, Inject, Res } from '@nestjs/common';
import { CLOCK, ProblemException, PROBLEMS, Public, type Clock } from '@havre/service';
import type { PublicJwk } from '@havre/sealing';
import type { FastifyReply } from 'fastify';

import { DescribeRoute } from '../api-description/describe-route.js';
import { SHOW_KEYS_ROUTE } from '../api-description/routes.js';
import { EpochKeeper } from './epoch-keeper.js';

const CACHE_SECONDS = 10;

/** `GET /v1/keys`: a JWKS of the public keys that events are sealed to, this epoch's and the next. For everybody. */
@Public()
@Controller('v1/keys')
export class ShowKeysController {
  constructor(
    @Inject(EpochKeeper) private readonly keeper: EpochKeeper,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @DescribeRoute(SHOW_KEYS_ROUTE)
  read(@Res({ passthrough: true }) reply: FastifyReply): { readonly keys: readonly PublicJwk[] } {
    const keys = this.keeper.published(this.clock.now());
    if (keys.length === 0) {
      reply.header('retry-after', '2');
      throw new ProblemException(PROBLEMS.unavailable);
    }
    reply.header('cache-control', `public, max-age=${String(CACHE_SECONDS)}`);
    return { keys };
  }
}
