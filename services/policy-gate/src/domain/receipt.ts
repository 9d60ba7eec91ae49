import type { HavreEvent, PartnerEvent } from '@havre/events';

import type { ClearedEvent } from './decide-verdict.js';

/** What is kept of an accepted event: enough to answer a repeated sending, nothing of its content. */
export interface Receipt {
  /** UUID v8, made from the event; also the id of the event in the log. */
  readonly receipt: string;
  readonly source: string;
  readonly eventId: string;
  readonly fingerprint: string;
  /** The id that the event is about: the publisher's, or the one that the gate assigned. */
  readonly subject: string;
  readonly acceptedAt: Date;
  readonly isAppended: boolean;
}

/** A receipt before the database has said whether its event is the first of its id. */
export type ProposedReceipt = Omit<Receipt, 'acceptedAt' | 'isAppended'>;

/** The ids that a first event would get. */
export interface FreshIds {
  readonly receipt: string;
  readonly subject: string;
}

export type ReceiptDecision =
  | { readonly decision: 'append'; readonly receipt: Receipt }
  | { readonly decision: 'repeat'; readonly receipt: Receipt }
  | { readonly decision: 'refuse'; readonly reason: 'id-reused' };

export function proposeReceipt(event: ClearedEvent, fresh: FreshIds): ProposedReceipt {
  return {
    receipt: fresh.receipt,
    source: event.source,
    eventId: event.eventId,
    fingerprint: event.fingerprint,
    subject: event.subject ?? fresh.subject,
  };
}

/**
 * Decides on an event whose id holds a receipt, its own or an earlier one. A receipt whose append is not known to
 * have happened is appended again: under the same id, so that consumers take it once.
 */
export function decideReceipt(event: ClearedEvent, stored: Receipt): ReceiptDecision {
  if (stored.fingerprint !== event.fingerprint) return { decision: 'refuse', reason: 'id-reused' };
  return { decision: stored.isAppended ? 'repeat' : 'append', receipt: stored };
}

/** The event as it goes into the log: canonical content under our id, subject and time. */
export function toLogEvent(event: ClearedEvent, receipt: Receipt): HavreEvent {
  return {
    specversion: '1.0',
    id: receipt.receipt,
    source: event.source,
    type: event.type,
    subject: receipt.subject,
    time: event.time ?? receipt.acceptedAt.toISOString(),
    datacontenttype: 'application/json',
    data: event.data,
    receipt: receipt.receipt,
  } as HavreEvent<PartnerEvent['type']>;
}
