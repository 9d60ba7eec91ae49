import type { EventData, EventType } from '@havre/events';

/** The events that this service decides on. */
export type ReferralEventType = Extract<
  EventType,
  | `havre.referral.${'opened' | 'offered' | 'place-confirmed' | 'offer-ended' | 'ending-soon' | 'waitlisted' | 'attention-needed' | 'transfer-opened' | 'transfer-ended' | 'unplaced' | 'closed'}.v1`
  | `havre.hold.${string}-requested.v1`
  | 'havre.hold.requested.v1'
  | 'havre.event.not-applied.v1'
>;

/** An event that a decision leads to, before it has an id and a time. */
export type Emission = {
  [T in ReferralEventType]: {
    readonly effect: 'emit';
    readonly type: T;
    readonly subject: string;
    readonly data: EventData<T>;
  };
}[ReferralEventType];

/** What is counted against a directory entry, for its provider and the operators. */
export type ServiceFlag = 'not-eligible' | 'no-place' | 'no-answer' | 'safety' | 'offer-unanswered';

/** Everything that a decision leads to besides the new state of the referral. */
export type Effect =
  Emission | { readonly effect: 'flag'; readonly serviceId: string; readonly flag: ServiceFlag };

/** Builds the event of a decision. */
export function emit<T extends ReferralEventType>(type: T, subject: string, data: EventData<T>): Emission {
  // The generic pairs type and data; the union cannot be inferred back from it.
  return { effect: 'emit', type, subject, data } as unknown as Emission;
}
