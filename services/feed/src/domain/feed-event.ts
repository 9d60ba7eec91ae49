import type { HavreEvent } from '@havre/events';

/** A CloudEvent as one partner is shown it: what only our services need (receipt, cause, trace) is left out. */
export interface FeedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: HavreEvent['type'];
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Readonly<Record<string, unknown>>;
}

/** One event for one partner. */
export interface Entry {
  /** The `source` of the partner that may read it. */
  readonly recipient: string;
  readonly event: FeedEvent;
}

/** An event for a partner, as it stands or with other data. */
export function entryFor(
  recipient: string,
  { specversion, id, source, type, subject, time, datacontenttype, data }: HavreEvent,
  shown: Readonly<Record<string, unknown>> = data,
): Entry {
  return { recipient, event: { specversion, id, source, type, subject, time, datacontenttype, data: shown } };
}
