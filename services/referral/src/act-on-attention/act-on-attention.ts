import { Inject, Injectable } from '@nestjs/common';
import { Outbox, OutboxRelay } from '@havre/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import type { OperatorInput } from '../domain/referral-input.js';
import { DirectoryCache } from '../find-places/directory-cache.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';

/** `unknown`: no such referral. `not-waiting`: it waits for nobody, or may not be closed because somebody is inside. */
export type AttentionOutcome = 'retried' | 'closed' | 'unknown' | 'not-waiting';

/** What an operator decides of a referral that waits for a person. */
export type AttentionAction = 'retry' | 'close';

const DECISIONS: Readonly<
  Record<AttentionAction, { readonly on: OperatorInput['on']; readonly done: 'retried' | 'closed' }>
> = {
  retry: { on: 'looked-at-again', done: 'retried' },
  close: { on: 'closed-by-person', done: 'closed' },
};

/** Looks for a place once more, or ends the waiting, as a person decided. */
@Injectable()
export class ActOnAttention {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settle: SettleReferrals,
    private readonly referrals: ReferralStore,
    private readonly cache: DirectoryCache,
    private readonly outbox: Outbox,
    @Inject(OutboxRelay) private readonly relay: Pick<OutboxRelay, 'wake'>,
  ) {}

  /** @param decision the id under which the decision is on record */
  async act(referralId: string, action: AttentionAction, decision: string): Promise<AttentionOutcome> {
    try {
      const outcome = await this.dataSource.transaction((manager) =>
        this.decide(manager, referralId, action, decision),
      );
      this.relay.wake();
      return outcome;
    } catch (error) {
      this.cache.invalidate();
      throw error;
    }
  }

  private async decide(
    manager: EntityManager,
    referralId: string,
    action: AttentionAction,
    decision: string,
  ): Promise<AttentionOutcome> {
    const settlement = await this.settle.begin(manager);
    settlement.add(await this.referrals.lock(manager, [referralId]));
    if (settlement.get(referralId) === undefined) return 'unknown';
    const { on, done } = DECISIONS[action];
    if (settlement.apply(referralId, { on, decision }, undefined) !== 'applied') return 'not-waiting';
    await this.outbox.add(manager, await this.settle.finish(manager, settlement));
    return done;
  }
}
