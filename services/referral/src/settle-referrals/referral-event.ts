import { eventDefinition, isPartnerEventType, type HavreEvent } from '@havre/events';
import type { Emission } from '../domain/effects.js';

export const REFERRAL_SOURCE = '/services/referral';

/** What an event of ours needs besides its content. */
export interface EventContext {
  /** The database's clock, epoch milliseconds. */
  readonly now: number;
  readonly newId: () => string;
  /** The event that led to it; absent when only time did. */
  readonly cause: HavreEvent | undefined;
}

/** Makes the event of a decision. What goes to the ledger of places names no receipt and no cause: a hold is opaque. */
export function referralEvent(emission: Emission, { now, newId, cause }: EventContext): HavreEvent {
  const { type, subject, data } = emission;
  const isForLedger = eventDefinition(type).topic === 'havre.capacity';
  const event = {
    specversion: '1.0',
    id: newId(),
    source: REFERRAL_SOURCE,
    type,
    subject,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    data,
    ...(cause === undefined || isForLedger ? {} : originOf(cause)),
    ...(cause?.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
  };
  // The emission pairs type and data; the compiler cannot see that the event then is one member of the union.
  return event as unknown as HavreEvent;
}

function originOf(cause: HavreEvent): { readonly causationid: string; readonly receipt?: string } {
  const receipt = isPartnerEventType(cause.type) ? cause.id : cause.receipt;
  return { causationid: cause.id, ...(receipt === undefined ? {} : { receipt }) };
}
