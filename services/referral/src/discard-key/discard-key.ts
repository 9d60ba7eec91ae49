import { Injectable } from '@nestjs/common';
import { isPartnerEventType, type HavreEvent } from '@havre/events';
import type { DiscardedRecord } from '@havre/messaging';
import type { EntityManager } from 'typeorm';
import { readOutcome } from '../apply-hold-outcome/read-outcome.js';
import { DirectoryCache } from '../find-places/directory-cache.js';
import { referralIdsOf } from '../find-places/deterministic-ids.js';
import type { HoldPhase } from '../domain/referral.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { answerOf, notApplied, type PartnerLogEvent } from '../settle-referrals/answer-of.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';
import type { Settlement } from '../settle-referrals/settlement.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Phases in which a referral waits for a word of the ledger: the discarded one may have been it. */
const AWAITS_LEDGER: ReadonlySet<HoldPhase> = new Set(['requested', 'confirming', 'prolonging', 'occupying']);

/**
 * What an operator's discarding of a parked key means: the publishers are told, what the key's referrals hold is freed,
 * and a person looks at them.
 */
@Injectable()
export class DiscardKey {
  constructor(
    private readonly settle: SettleReferrals,
    private readonly referrals: ReferralStore,
    private readonly cache: DirectoryCache,
  ) {}

  async discard(
    manager: EntityManager,
    discarded: readonly DiscardedRecord[],
  ): Promise<readonly HavreEvent[]> {
    try {
      const settlement = await this.settle.begin(manager);
      const affected = await this.affectedBy(manager, settlement, discarded);
      for (const { event } of discarded) {
        if (event !== undefined && isAnswerable(event)) {
          settlement.emit(notApplied(answerOf(event), 'discarded'), event);
        }
      }
      for (const id of affected) settlement.apply(id, { on: 'discarded' }, undefined);
      return await this.settle.finish(manager, settlement);
    } catch (error) {
      this.cache.invalidate();
      throw error;
    }
  }

  private async affectedBy(
    manager: EntityManager,
    settlement: Settlement,
    discarded: readonly DiscardedRecord[],
  ): Promise<readonly string[]> {
    const [first] = discarded;
    if (first === undefined) return [];
    const { topic, key } = first.record;
    if (topic === 'havre.capacity') return this.holdingAt(manager, settlement, key, discarded);
    if ((topic !== 'havre.intake' && topic !== 'havre.referral') || !UUID.test(key)) return [];
    const ids = topic === 'havre.referral' ? [key] : referralIdsOf(key);
    settlement.add(await this.referrals.lock(manager, ids));
    return ids;
  }

  private async holdingAt(
    manager: EntityManager,
    settlement: Settlement,
    serviceId: string,
    discarded: readonly DiscardedRecord[],
  ): Promise<readonly string[]> {
    const named = new Set(
      discarded.flatMap(({ event }) => (event === undefined ? [] : (readOutcome(event)?.holdId ?? []))),
    );
    const isUnreadable = discarded.some(({ event }) => event === undefined);
    const referrals = await this.referrals.lockHolding(manager, [...named], [serviceId]);
    settlement.add(referrals);
    return referrals
      .filter(
        ({ hold }) =>
          hold !== null && (named.has(hold.id) || (isUnreadable && AWAITS_LEDGER.has(hold.phase))),
      )
      .map(({ id }) => id);
  }
}

/** The ledger of places follows the providers' other events too, and tells them what it discards. */
function isAnswerable(event: HavreEvent): event is PartnerLogEvent {
  return isPartnerEventType(event.type) && /^havre\.(intake|referral)\./.test(event.type);
}
