import type { HavreEvent } from '@havre/events';
import type { ConfirmHold } from '../domain/ledger-command.js';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

export function toConfirmHold({ data }: HavreEvent<'havre.hold.confirmation-requested.v1'>): ConfirmHold {
  return { kind: 'confirm-hold', holdId: data.holdId, journeyMinutes: data.journeyMinutes };
}

export function holdConfirmed(holdId: string, expiresAt: number, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.confirmed.v1',
    {
      id: context.newId(),
      subject: context.serviceId,
      data: { holdId, expiresAt: new Date(expiresAt).toISOString() },
    },
    context,
  );
}
