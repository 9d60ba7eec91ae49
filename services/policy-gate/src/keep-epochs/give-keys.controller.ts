import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { OperationsOnly, ProblemException, PROBLEMS } from '@havre/service';
import { wrapEpochKey, type EpochKey } from '@havre/sealing';
import type { FastifyReply } from 'fastify';

import { EpochRepository } from '../persistence/epoch.repository.js';
import { LIVE_MS } from './epoch-keeper.js';
import { EpochKeyRing } from './key-ring.js';
import type { WrappedKeys } from './peer-keys.js';

/**
 * `GET /ops/v1/epoch-keys?replica=<id>`: the keys that this replica holds, each wrapped to the key that the database
 * knows of the replica that asks. It takes the operations key and a place among the living replicas to read one.
 */
@OperationsOnly()
@Controller('ops/v1/epoch-keys')
export class GiveKeysController {
  constructor(
    @Inject(EpochKeyRing) private readonly ring: EpochKeyRing,
    @Inject(EpochRepository) private readonly epochs: EpochRepository,
  ) {}

  @Get()
  async give(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('replica') replica?: unknown,
  ): Promise<WrappedKeys> {
    const asker = typeof replica === 'string' ? await this.epochs.live(replica, LIVE_MS) : undefined;
    if (asker === undefined) throw new ProblemException(PROBLEMS.notFound);
    const held = this.ring.kids().map((kid) => this.ring.get(kid));
    const keys = held.filter((key): key is EpochKey => key !== undefined);
    reply.header('cache-control', 'no-store');
    return { keys: await Promise.all(keys.map((key) => wrapEpochKey(key, asker.publicJwk))) };
  }
}
