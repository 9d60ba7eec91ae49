import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { entriesToRing } from '../domain/explanation.js';
import type { Limits } from '../domain/limits.js';
import type { Referral } from '../domain/referral.js';
import { DirectoryCache } from '../find-places/directory-cache.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { ExplanationStore } from '../persistence/explanation.store.js';
import { turnAt } from '../persistence/referral-row.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { LIMITS } from '../settings/tokens.js';
import { attentionView, type AttentionView } from './attention-view.js';

/** As many houses as a person rings before looking again. */
const MOST_TO_RING = 20;

/** The queue of those who wait for a person, in the order in which the line would serve them. */
export interface AttentionPage {
  readonly items: readonly AttentionView[];
  /** True when there are more than were asked for. */
  readonly more: boolean;
}

/** Shows what waits for a person, with everything that there is to decide on. */
@Injectable()
export class ListAttention {
  constructor(
    private readonly dataSource: DataSource,
    private readonly referrals: ReferralStore,
    private readonly explanations: ExplanationStore,
    private readonly directory: DirectoryStore,
    private readonly cache: DirectoryCache,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  async list(limit: number): Promise<AttentionPage> {
    return this.dataSource.transaction(async (manager) => {
      const waiting = await this.referrals.needingAttention(manager, limit + 1);
      const shown = waiting
        .slice(0, limit)
        .map((referral) => ({ referral, turn: turnAt(referral, this.limits) }))
        .sort((left, right) => left.turn - right.turn)
        .map(({ referral }) => referral);
      const { directory, now } = await this.cache.refresh(manager);
      const toRing = await this.toRing(manager, shown);
      // One that is no longer listed may have been confidential: it is not named either.
      const isNamed = (serviceId: string): boolean => {
        const service = directory.service(serviceId);
        return service !== undefined && service.entry.listing.confidential !== true;
      };
      return {
        items: shown.flatMap(
          (referral) =>
            attentionView(referral, { now, toRing: toRing.get(referral.id) ?? [], isNamed }) ?? [],
        ),
        more: waiting.length > limit,
      };
    });
  }

  /** The houses of the last match whose count alone was too old. */
  private async toRing(
    manager: EntityManager,
    referrals: readonly Referral[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const stale = referrals.filter(({ reason }) => reason === 'all-stale').map(({ id }) => id);
    const last = await this.explanations.last(manager, stale);
    const keys = last.flatMap(({ body }) => entriesToRing(body));
    const entries = await this.directory.entries(manager, [...new Set(keys)]);
    return new Map(
      last.map(({ referralId, body }) => [
        referralId,
        entriesToRing(body)
          .flatMap((key) => entries.get(key) ?? [])
          .filter(({ listing }) => listing.confidential !== true)
          .slice(0, MOST_TO_RING)
          .map(({ serviceId }) => serviceId),
      ]),
    );
  }
}
