import { Inject, Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { keepsOffer } from '../domain/correction.js';
import type { Referral } from '../domain/referral.js';
import { hasEnded } from '../domain/referral.js';
import type { Request } from '../domain/request.js';
import { requestsOf } from '../domain/request.js';
import { referralIdOf, referralIdsOf } from '../find-places/deterministic-ids.js';
import { ReferralStore } from '../persistence/referral.store.js';
import { answerOf, notApplied } from '../settle-referrals/answer-of.js';
import { SettleReferrals } from '../settle-referrals/settle-referrals.js';
import type { Settlement } from '../settle-referrals/settlement.js';

type IntakeCorrected = HavreEvent<'havre.intake.corrected.v1'>;

/** Replaces what an intake asks for. Its referrals keep their turn; a need that is no longer there is withdrawn. */
@Injectable()
export class CorrectIntake {
  constructor(
    private readonly referrals: ReferralStore,
    @Inject(SettleReferrals) private readonly settle: SettleReferrals,
  ) {}

  /** Reads the referrals of intakes that are known already; their ids follow from the intake's. */
  async lock(manager: EntityManager, settlement: Settlement, events: readonly HavreEvent[]): Promise<void> {
    settlement.add(
      await this.referrals.lock(
        manager,
        events.flatMap(({ subject }) => referralIdsOf(subject)),
      ),
    );
  }

  apply(settlement: Settlement, event: IntakeCorrected): void {
    const answer = answerOf(event);
    const known = referralIdsOf(event.subject).flatMap((id) => settlement.get(id) ?? []);
    const [first] = known;
    if (first === undefined || first.publisher !== event.source) {
      settlement.emit(notApplied(answer, 'unknown-subject'), event);
      return;
    }
    if (known.every((referral) => hasEnded(referral))) {
      settlement.emit(notApplied(answer, 'too-late'), event);
      return;
    }
    const requests = requestsOf(event.data);
    requests.forEach((request, needIndex) => {
      this.correct(settlement, event, request, needIndex);
    });
    for (const { id, needIndex } of known) {
      const referral = settlement.get(id);
      if (needIndex >= requests.length && referral !== undefined && !hasEnded(referral)) {
        settlement.apply(id, { on: 'withdrawn', answer }, event);
      }
    }
  }

  private correct(settlement: Settlement, event: IntakeCorrected, request: Request, needIndex: number): void {
    const { subject: intakeId, source: publisher } = event;
    const id = referralIdOf(intakeId, needIndex);
    const referral = settlement.get(id);
    if (referral === undefined) {
      const code = this.settle.newCode(request.language);
      settlement.open({ id, intakeId, needIndex, publisher, request, code }, event);
      return;
    }
    if (hasEnded(referral)) return;
    const keeps = keepsOffer(referral, request, serviceOf(settlement, referral));
    settlement.apply(id, { on: 'corrected', answer: answerOf(event), request, keepsOffer: keeps }, event);
  }
}

function serviceOf({ round }: Settlement, { hold }: Referral): ReturnType<typeof round.directory.service> {
  return hold === null ? undefined : round.directory.service(hold.serviceId);
}
