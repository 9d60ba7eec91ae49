import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Limits } from '../domain/limits.js';
import { LIMITS } from '../settings/tokens.js';
import { DirectoryCache } from './directory-cache.js';
import { PendingHolds } from './pending-holds.js';
import { Round } from './round.js';

/** Begins the matching of a batch: one statement brings the directory and the clock up to date. */
@Injectable()
export class PlaceFinder {
  constructor(
    private readonly cache: DirectoryCache,
    private readonly pending: PendingHolds,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  async begin(manager: EntityManager): Promise<Round> {
    return new Round(await this.cache.refresh(manager), this.pending, this.limits);
  }
}
