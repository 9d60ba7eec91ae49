import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { ReferralStore } from '../persistence/referral.store.js';
import { notApplied } from '../settle-referrals/answer-of.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';
import { readAnswer } from './read-answer.js';

/** Applies what providers and departments say of referrals, in the order of the log. */
@Injectable()
export class ApplyAnswers {
  constructor(
    private readonly settle: SettleReferrals,
    private readonly referrals: ReferralStore,
  ) {}

  async apply(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> {
    const settlement = await this.settle.begin(manager);
    settlement.add(
      await this.referrals.lock(
        manager,
        events.map(({ subject }) => subject),
      ),
    );
    for (const event of events) {
      const input = readAnswer(event);
      if (input === undefined) continue;
      if (settlement.get(event.subject) === undefined) {
        settlement.emit(notApplied(input.answer, 'unknown-subject'), event);
      } else {
        settlement.apply(event.subject, input, event);
      }
    }
    return this.settle.finish(manager, settlement);
  }
}
