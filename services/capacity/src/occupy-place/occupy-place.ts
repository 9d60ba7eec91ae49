import type { HavreEvent } from '@havre/events';
import type { OccupyPlace } from '../domain/ledger-command.js';
import { answerId, capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

/** A report made after they arrived has counted them already. Without `arrivedAt`, the time of the event is when they did. */
export function toOccupyPlace({ data, time }: HavreEvent<'havre.hold.occupation-requested.v1'>): OccupyPlace {
  return { kind: 'occupy-place', holdId: data.holdId, arrivedAt: Date.parse(data.arrivedAt ?? time) };
}

export function holdOccupied(holdId: string, at: number, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.occupied.v1',
    { id: `${holdId}.occupied.${at}`, subject: context.serviceId, data: { holdId } },
    context,
  );
}

/** The answer to whoever asks again: they were counted in before. */
export function stillOccupied(holdId: string, context: AnswerContext): HavreEvent {
  return capacityEvent(
    'havre.hold.occupied.v1',
    { id: answerId('occupied', context), subject: context.serviceId, data: { holdId } },
    context,
  );
}
