import { isPartnerEventType, type HavreEvent } from '@havre/events';
import type { ProviderStatement } from '../domain/ledger-command.js';
import type { NotAppliedReason } from '../domain/ledger-effect.js';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

/** The events by which a provider speaks of the places of its service. */
export type StatementEvent = HavreEvent<
  'havre.capacity.reported.v1' | 'havre.capacity.confirmed.v1' | 'havre.service.closed.v1'
>;

export function isStatement(event: HavreEvent): event is StatementEvent {
  return (
    event.type === 'havre.capacity.reported.v1' ||
    event.type === 'havre.capacity.confirmed.v1' ||
    event.type === 'havre.service.closed.v1'
  );
}

/** @param mayWait whether to keep it for later when nobody has listed the service yet */
export function toStatement(event: StatementEvent, mayWait: boolean): ProviderStatement {
  const said = { source: event.source, saidAt: Date.parse(event.time), mayWait };
  switch (event.type) {
    case 'havre.capacity.reported.v1':
      return { kind: 'report-counts', ...said, units: event.data.units };
    case 'havre.capacity.confirmed.v1':
      return { kind: 'confirm-counts', ...said };
    case 'havre.service.closed.v1':
      return {
        kind: 'close-service',
        ...said,
        from: event.data.from === undefined ? null : Date.parse(event.data.from),
        until: event.data.until === undefined ? null : Date.parse(event.data.until),
      };
  }
}

/** Tells whoever published the cause that it had no effect. */
export function notApplied(reason: NotAppliedReason, context: AnswerContext): readonly HavreEvent[] {
  const { cause } = context;
  if (cause === undefined || !isPartnerEventType(cause.type)) return [];
  return [
    capacityEvent(
      'havre.event.not-applied.v1',
      {
        id: `capacity.${cause.id}.not-applied`,
        subject: cause.id,
        data: { type: cause.type, publisher: cause.source, reason },
      },
      { ...context, cause: { ...cause, receipt: cause.id } },
    ),
  ];
}
