import type {
  Emission,
  Outlook,
  RankedCandidate,
  Referral,
  ReferralInput,
  ServiceFlag,
  StoredExplanation,
} from '@havre/referral/domain';
import type { Entry } from './entry.js';
import type { Line } from './line.js';

/** What led to a place being looked for. */
export type SearchCause = 'fresh' | 'line';

/** A place that a referral is about to ask for. */
export interface Choice {
  readonly entry: Entry;
  readonly candidate: RankedCandidate;
  /** All that could have taken the household, best first. */
  readonly suitable: readonly RankedCandidate[];
  readonly cause: SearchCause;
  /** Those who wait for the same kind of place, as they stand now. */
  readonly line: Line;
  /** What another referral would see of the city at this moment. */
  readonly outlookOf: (entry: Entry) => Outlook;
}

/** Somebody who looks at everything that happens to the referrals. */
export interface RoutingWatch {
  decided(before: Referral | null, after: Referral, input: ReferralInput['on'] | 'received'): void;
  refused(reason: string): void;
  emitted(emission: Emission): void;
  flagged(flag: ServiceFlag): void;
  /** Before the place is counted as taken. */
  chosen(choice: Choice): void;
  explained(entry: Entry, explanation: StoredExplanation): void;
  forgotten(referral: Referral): void;
}
