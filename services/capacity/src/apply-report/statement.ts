import { isPartnerEventType, type HavreEvent } from '@havre/events';
import type { ProviderStatement } from '../domain/ledger-command.js';
import type { NotAppliedReason } from '../domain/ledger-effect.js';
import { unitOf, type Unit } from '../domain/unit.js';
import { capacityEvent, type AnswerContext } from '../record-batch/capacity-event.js';

const STATEMENTS = [
  'havre.capacity.reported.v1',
  'havre.capacity.confirmed.v1',
  'havre.capacity.adjusted.v1',
  'havre.capacity.walked-in.v1',
  'havre.capacity.vacated.v1',
  'havre.service.closed.v1',
] as const;

/** The events by which a provider speaks of the places of its service. */
export type StatementEvent = HavreEvent<(typeof STATEMENTS)[number]>;

export function isStatement(event: HavreEvent): event is StatementEvent {
  return STATEMENTS.some((type) => type === event.type);
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
        from: instantOf(event.data.from),
        until: instantOf(event.data.until),
      };
    case 'havre.capacity.walked-in.v1':
      return { kind: 'walk-in', ...said, ...placesOf(event) };
    case 'havre.capacity.vacated.v1':
      return {
        kind: 'vacate-places',
        ...said,
        ...placesOf(event),
        readyAt: instantOf(event.data.readyAt),
      };
    case 'havre.capacity.adjusted.v1': {
      const { change, reason, until } = event.data;
      return { kind: 'adjust-places', ...said, ...placesOf(event), change, reason, until: instantOf(until) };
    }
  }
}

function placesOf({ id, data }: StatementEvent & { readonly data: Unit & { readonly quantity: number } }) {
  return { statementId: id, unit: unitOf(data), quantity: data.quantity };
}

/** RFC 3339 allows a leap second, which no clock here knows. */
function instantOf(text: string | undefined): number | null {
  return text === undefined ? null : Date.parse(text.replace(/:60(?=[Z.+-])/, ':59'));
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
