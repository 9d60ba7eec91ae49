import type { HavreEvent } from '@havre/events';
import type { RefusalReason } from '../domain/hold.js';
import type { PlaceHold } from '../domain/ledger-command.js';
import { unitOf } from '../domain/unit.js';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

export function toPlaceHold({ data }: HavreEvent<'havre.hold.requested.v1'>): PlaceHold {
  const { holdId, quantity, publisher, offerMinutes } = data;
  return { kind: 'place-hold', holdId, unit: unitOf(data), quantity, publisher, offerMinutes };
}

export function holdPlaced(holdId: string, expiresAt: number, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.placed.v1',
    {
      id: `${holdId}.placed`,
      subject: context.serviceId,
      data: { holdId, expiresAt: new Date(expiresAt).toISOString() },
    },
    context,
  );
}

/** @param isFinal whether the hold itself was refused, so that asking again gets this same event */
export function holdRefused(
  holdId: string,
  reason: RefusalReason,
  isFinal: boolean,
  context: AnswerContext,
): HavreEvent {
  const id = isFinal ? `${holdId}.refused` : context.newId();
  return capacityEvent(
    'havre.hold.refused.v1',
    { id, subject: context.serviceId, data: { holdId, reason } },
    context,
  );
}
