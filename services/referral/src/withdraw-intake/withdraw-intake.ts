import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import { hasEnded } from '../domain/referral.js';
import { referralIdsOf } from '../find-places/deterministic-ids.js';
import { answerOf, notApplied } from '../settle-referrals/answer-of.js';
import type { Settlement } from '../settle-referrals/settlement.js';

type IntakeWithdrawn = HavreEvent<'havre.intake.withdrawn.v1'>;

/** Withdraws every referral of an intake that has not ended, at once. Its referrals are in the settlement, locked. */
@Injectable()
export class WithdrawIntake {
  apply(settlement: Settlement, event: IntakeWithdrawn): void {
    const answer = answerOf(event);
    const known = referralIdsOf(event.subject).flatMap((id) => settlement.get(id) ?? []);
    if (known[0]?.publisher !== event.source) {
      settlement.emit(notApplied(answer, 'unknown-subject'), event);
      return;
    }
    const living = known.filter((referral) => !hasEnded(referral));
    if (living.length === 0) settlement.emit(notApplied(answer, 'not-in-this-state'), event);
    for (const { id } of living) settlement.apply(id, { on: 'withdrawn', answer }, event);
  }
}
