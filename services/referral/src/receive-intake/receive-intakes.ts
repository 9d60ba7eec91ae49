import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { CorrectIntake } from '../correct-intake/correct-intake.js';
import { requestsOf } from '../domain/request.js';
import { referralIdOf } from '../find-places/deterministic-ids.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';
import type { Settlement } from '../settle-referrals/settlement.js';
import { WithdrawIntake } from '../withdraw-intake/withdraw-intake.js';

type IntakeReceived = HavreEvent<'havre.intake.received.v1'>;
type IntakeCorrected = HavreEvent<'havre.intake.corrected.v1'>;
type IntakeWithdrawn = HavreEvent<'havre.intake.withdrawn.v1'>;

/** Opens one referral for each need of each intake, finds places for all of them, applies corrections and withdrawals. */
@Injectable()
export class ReceiveIntakes {
  constructor(
    private readonly settle: SettleReferrals,
    private readonly correct: CorrectIntake,
    private readonly withdraw: WithdrawIntake,
  ) {}

  async receive(manager: EntityManager, events: readonly HavreEvent[]): Promise<readonly HavreEvent[]> {
    const settlement = await this.settle.begin(manager);
    await this.correct.lock(
      manager,
      settlement,
      events.filter((event) => !isIntake(event)),
    );
    for (const event of events) {
      if (isIntake(event)) this.open(settlement, event);
      else if (isCorrection(event)) this.correct.apply(settlement, event);
      else if (isWithdrawal(event)) this.withdraw.apply(settlement, event);
    }
    return this.settle.finish(manager, settlement);
  }

  private open(settlement: Settlement, event: IntakeReceived): void {
    requestsOf(event.data).forEach((request, needIndex) => {
      const id = referralIdOf(event.subject, needIndex);
      // Another event for an intake that is here already changes nothing; a correction is an event of its own.
      if (settlement.get(id) !== undefined) return;
      const code = this.settle.newCode(request.language);
      const { subject: intakeId, source: publisher } = event;
      settlement.open({ id, intakeId, needIndex, publisher, request, code }, event);
    });
  }
}

/** True of the events that this use case is for. */
export function isIntakeEvent(
  event: HavreEvent,
): event is IntakeReceived | IntakeCorrected | IntakeWithdrawn {
  return isIntake(event) || isCorrection(event) || isWithdrawal(event);
}

function isIntake(event: HavreEvent): event is IntakeReceived {
  return event.type === 'havre.intake.received.v1';
}

function isCorrection(event: HavreEvent): event is IntakeCorrected {
  return event.type === 'havre.intake.corrected.v1';
}

function isWithdrawal(event: HavreEvent): event is IntakeWithdrawn {
  return event.type === 'havre.intake.withdrawn.v1';
}
