import type { HavreEvent } from '@havre/events';
import { notApplied } from '../apply-report/statement.js';
import { holdConfirmed } from '../confirm-hold/confirm-hold.js';
import {
  isHoldEffect,
  type AnsweredAgain,
  type HoldEffect,
  type LedgerEffect,
} from '../domain/ledger-effect.js';
import { holdExpired } from '../expire-holds/hold-expired.js';
import { holdOccupied, stillOccupied } from '../occupy-place/occupy-place.js';
import { holdPlaced, holdRefused } from '../place-hold/place-hold.js';
import { alreadyReleased, holdReleased } from '../release-hold/release-hold.js';
import type { AnswerContext } from './capacity-event.js';

/** What is published because of one effect. How many places are left is published once a batch, not here. */
export function answerEffect(effect: LedgerEffect, context: AnswerContext): readonly HavreEvent[] {
  if (isHoldEffect(effect)) return [answerHold(effect, context)];
  if (effect.kind === 'answered-again') return [answerAgain(effect.answer, context)];
  return effect.kind === 'not-applied' ? notApplied(effect.reason, context) : [];
}

function answerHold(effect: HoldEffect, context: AnswerContext): HavreEvent {
  switch (effect.kind) {
    case 'hold-placed':
      return holdPlaced(effect.hold.holdId, effect.hold.offerExpiresAt, context);
    case 'hold-refused':
      return holdRefused(effect.holdId, effect.reason, context);
    case 'hold-confirmed':
      return holdConfirmed(effect.holdId, effect.expiresAt, context);
    case 'hold-occupied':
      return holdOccupied(effect.holdId, effect.at, context);
    case 'hold-released':
      return holdReleased(effect.holdId, effect.at, context);
    case 'hold-expired':
      return holdExpired(effect, context);
  }
}

function answerAgain(answer: AnsweredAgain['answer'], context: AnswerContext): HavreEvent {
  switch (answer.kind) {
    case 'hold-placed':
      return holdPlaced(answer.holdId, answer.expiresAt, context);
    case 'hold-refused':
      return holdRefused(answer.holdId, answer.reason, context);
    case 'hold-occupied':
      return stillOccupied(answer.holdId, context);
    case 'hold-over':
      return alreadyReleased(answer.holdId, context);
    case 'hold-released':
      return holdReleased(answer.holdId, answer.at, context);
  }
}
