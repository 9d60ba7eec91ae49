import type { EventData, HavreEvent, PartnerEventType } from '@havre/events';
import { emit, type Emission } from '../domain/effects.js';
import type { Answer } from '../domain/referral.js';

/** An event that a partner published. */
export type PartnerLogEvent = HavreEvent<PartnerEventType>;

/** What the domain needs to know of a partner's event besides what it says. */
export function answerOf({ id, type, source }: PartnerLogEvent): Answer {
  return { receipt: id, type, publisher: source };
}

/** Tells the publisher of an event that it has no effect, and why. */
export function notApplied(
  { receipt, type, publisher }: Answer,
  reason: EventData<'havre.event.not-applied.v1'>['reason'],
): Emission {
  return emit('havre.event.not-applied.v1', receipt, { type, publisher, reason });
}
