import { Inject, Injectable } from '@nestjs/common';
import { Outbox, OutboxRelay } from '@havre/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import { CountOutcomes } from '../count-outcomes/count-outcomes.js';
import { dueNow } from '../domain/decide.js';
import type { Limits } from '../domain/limits.js';
import type { Referral } from '../domain/referral.js';
import { DirectoryCache } from '../find-places/directory-cache.js';
import { sendOn } from '../follow-capacity/follow-capacity.js';
import { DirectoryStore } from '../persistence/directory.store.js';
import { ExplanationStore } from '../persistence/explanation.store.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { LIMITS, SWEEP_SETTINGS } from '../settings/tokens.js';
import type { SweepSettings } from '../settings/sweep-settings.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';
import type { Settlement } from '../settle-referrals/settlement.js';

/** What one run of the clock did, in counts only. */
export interface DueCounts {
  readonly applied: number;
  readonly forgotten: number;
}

/**
 * Does what time asks for: looks for places again, ends what has waited or stayed long enough, forgets what ended long
 * enough ago, sends people on when an announced closure begins. Replicas share the work; nobody waits for a lock.
 */
@Injectable()
export class ApplyDue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settle: SettleReferrals,
    private readonly referrals: ReferralStore,
    private readonly explanations: ExplanationStore,
    private readonly directory: DirectoryStore,
    private readonly cache: DirectoryCache,
    private readonly outbox: Outbox,
    private readonly outcomes: CountOutcomes,
    @Inject(OutboxRelay) private readonly relay: Pick<OutboxRelay, 'wake'>,
    @Inject(LIMITS) private readonly limits: Limits,
    @Inject(SWEEP_SETTINGS) private readonly settings: SweepSettings,
  ) {}

  /** Goes on until nothing is due. */
  async run(): Promise<DueCounts> {
    let applied = 0;
    let forgotten = 0;
    for (;;) {
      const counts = await this.runOnce();
      applied += counts.applied;
      forgotten += counts.forgotten;
      if (counts.applied + counts.forgotten < this.settings.batchSize) return { applied, forgotten };
    }
  }

  private async runOnce(): Promise<DueCounts> {
    try {
      const counts = await this.dataSource.transaction((manager) => this.apply(manager));
      if (counts.applied > 0) this.relay.wake();
      return counts;
    } catch (error) {
      this.cache.invalidate();
      throw error;
    }
  }

  private async apply(manager: EntityManager): Promise<DueCounts> {
    const shut = await this.directory.takeBegunClosures(manager, this.settings.batchSize);
    await this.referrals.holdLineIfDue(manager);
    const due = await this.referrals.lockDue(manager, this.settings.batchSize);
    if (due.length === 0 && shut.length === 0) return { applied: 0, forgotten: 0 };
    const settlement = await this.settle.begin(manager);
    const { now } = settlement.round;
    const [forgotten, living] = partition(due, (referral) => dueNow(referral, now, this.limits) === 'forget');
    await this.forget(manager, forgotten);
    settlement.add(living);
    settlement.add(await this.referrals.lockHolding(manager, [], shut));
    sendOn(settlement, shut, undefined);
    for (const referral of living) this.applyTo(settlement, referral);
    await this.outbox.add(manager, await this.settle.finish(manager, settlement));
    return { applied: living.length + shut.length, forgotten: forgotten.length };
  }

  private applyTo(settlement: Settlement, referral: Referral): void {
    const what = dueNow(referral, settlement.round.now, this.limits);
    switch (what) {
      case 'look':
        settlement.look(referral.id);
        return;
      case 'wait-limit':
      case 'completion-due':
      case 'ending-soon':
      case 'ledger-silent':
        settlement.apply(referral.id, { on: what }, undefined);
        return;
      // Written anew, with the time at which the clock really has something to do.
      case null:
        settlement.touch(referral.id);
        return;
      case 'forget':
        return;
    }
  }

  private async forget(manager: EntityManager, referrals: readonly Referral[]): Promise<void> {
    const ids = referrals.map(({ id }) => id);
    await this.outcomes.keep(manager, referrals);
    await this.explanations.forget(manager, ids);
    await this.referrals.forget(manager, ids);
  }
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): readonly [T[], T[]] {
  const inside: T[] = [];
  const outside: T[] = [];
  for (const item of items) (belongs(item) ? inside : outside).push(item);
  return [inside, outside];
}
