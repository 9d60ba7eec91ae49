import type { HavreEvent } from '@havre/events';
import type { ReleaseHold } from '../domain/ledger-command.js';
import { answerId, capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

export function toReleaseHold({ data, time }: HavreEvent<'havre.hold.release-requested.v1'>): ReleaseHold {
  return {
    kind: 'release-hold',
    holdId: data.holdId,
    releasedAt: Date.parse(time),
    correctAvailability: data.correctAvailability ?? false,
  };
}

export function holdReleased(holdId: string, at: number, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.released.v1',
    { id: `${holdId}.released.${at}`, subject: context.serviceId, data: { holdId } },
    context,
  );
}

/** The answer to whoever asks again for a hold that is over: its places are free, and another hold may be asked for. */
export function alreadyReleased(holdId: string, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.released.v1',
    { id: answerId('released', context), subject: context.serviceId, data: { holdId } },
    context,
  );
}
