import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import { emit } from '../domain/effects.js';
import { PendingHolds } from '../find-places/pending-holds.js';
import type { Settlement } from '../settle-referrals/settlement.js';
import { readOutcome } from './read-outcome.js';

/** Applies what the ledger of places says of holds to the referrals that asked for them. */
@Injectable()
export class ApplyHoldOutcomes {
  constructor(private readonly pending: PendingHolds) {}

  /** The holds that the events speak of: their referrals must be in the settlement. */
  holdIds(events: readonly HavreEvent[]): readonly string[] {
    return events.flatMap((event) => readOutcome(event)?.holdId ?? []);
  }

  apply(settlement: Settlement, events: readonly HavreEvent[]): void {
    const byHold = settlement.byHold();
    for (const event of events) {
      const outcome = readOutcome(event);
      if (outcome === undefined) continue;
      const { holdId, input } = outcome;
      this.pending.settle(holdId);
      const referral = byHold.get(holdId);
      const isCurrent = referral !== undefined && settlement.get(referral.id)?.hold?.id === holdId;
      if (isCurrent) settlement.apply(referral.id, input, event);
      // A place was held for somebody who has gone on: it must not stay held.
      else if (input.on === 'hold-placed') {
        settlement.emit(emit('havre.hold.release-requested.v1', event.subject, { holdId }), event);
      }
    }
  }
}
