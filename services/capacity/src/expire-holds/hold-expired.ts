import type { HavreEvent } from '@havre/events';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

export function holdExpired(
  {
    holdId,
    phase,
    at,
  }: { readonly holdId: string; readonly phase: 'offer' | 'journey'; readonly at: number },
  context: AnswerContext,
): HavreEvent {
  return capacityEvent(
    'havre.hold.expired.v1',
    { id: `${holdId}.expired.${at}`, subject: context.serviceId, data: { holdId, phase } },
    context,
  );
}
