import type { HavreEvent } from '@havre/events';
import type { RefusalReason } from '../domain/hold.js';
import type { PlaceHold } from '../domain/ledger-command.js';
import { unitOf } from '../domain/unit.js';
import { answerId, capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

export function toPlaceHold({ data }: HavreEvent<'havre.hold.requested.v1'>): PlaceHold {
  const { holdId, quantity, publisher, offerMinutes } = data;
  return { kind: 'place-hold', holdId, unit: unitOf(data), quantity, publisher, offerMinutes };
}

export function holdPlaced(holdId: string, expiresAt: number, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.placed.v1',
    {
      id: answerId('placed', context),
      subject: context.serviceId,
      data: { holdId, expiresAt: new Date(expiresAt).toISOString() },
    },
    context,
  );
}

export function holdRefused(holdId: string, reason: RefusalReason, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.refused.v1',
    { id: answerId('refused', context), subject: context.serviceId, data: { holdId, reason } },
    context,
  );
}
