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

/**
 * The id of an answer follows from the question's: the same question has one answer, however often it is read, and whoever
 * asks once more about the same hold hears an answer that it has not heard yet.
 */
export function answerId(word: string, { cause, newId }: AnswerContext): string {
  return cause === undefined ? newId() : `${cause.id}.${word}`;
}

/** One event of ours. */
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
