import type { EventData, HavreEvent } from '@havre/events';

export const CAPACITY_SOURCE = '/services/capacity';

/** The events that this service publishes. */
export type CapacityEventType =
  | 'havre.hold.placed.v1'
  | 'havre.hold.refused.v1'
  | 'havre.hold.confirmed.v1'
  | 'havre.hold.occupied.v1'
  | 'havre.hold.released.v1'
  | 'havre.hold.expired.v1'
  | 'havre.capacity.updated.v1'
  | 'havre.event.not-applied.v1';

/** What an answer needs to know of where it comes from. */
export interface AnswerContext {
  readonly serviceId: string;
  /** The database's clock, milliseconds. */
  readonly now: number;
  /** The event that led to the answer; absent when only time did. */
  readonly cause?: HavreEvent | undefined;
  /** A new unique id. */
  readonly newId: () => string;
}

/** One event of ours. An `id` that follows from its content makes a repeated answer the same event. */
export function capacityEvent<T extends CapacityEventType>(
  type: T,
  { id, subject, data }: { readonly id: string; readonly subject: string; readonly data: EventData<T> },
  { now, cause }: AnswerContext,
): HavreEvent<T> {
  const event = {
    specversion: '1.0',
    id,
    source: CAPACITY_SOURCE,
    type,
    subject,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    data,
    ...(cause?.receipt !== undefined && { receipt: cause.receipt }),
    ...(cause !== undefined && { causationid: cause.id }),
    ...(cause?.traceparent !== undefined && { traceparent: cause.traceparent }),
  };
  // The compiler cannot see that one `type` with its own `data` is one member of the union.
  return event as unknown as HavreEvent<T>;
}
