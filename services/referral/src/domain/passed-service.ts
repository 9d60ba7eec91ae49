import type { Slot } from './directory.js';

/** Why a referral left a service behind. */
export type PassedReason =
  | 'no-place'
  | 'not-eligible'
  | 'client-refused'
  | 'safety'
  | 'no-answer'
  | 'other-service-better'
  | 'expired'
  | 'returned'
  | 'full'
  | 'unknown-unit'
  | 'report-expired'
  | 'closed'
  | 'share-cap'
  | 'need-cap'
  | 'inside'
  | 'gone';

/** A service that a referral has left behind, and when, in epoch milliseconds. */
export interface PassedService {
  readonly serviceId: string;
  readonly provider: string;
  readonly why: PassedReason;
  readonly at: number;
}

/** What would let a referral ask a service again. */
export type Lifting =
  /** Nothing, for the life of the referral. */
  | 'never'
  /** A correction, or a person who reopens the referral. */
  | 'reopening'
  /** A report or a "still current" by the provider, made since. */
  | 'new-report'
  /** Any change of the counts since. */
  | 'new-counts';

/** How long each reason keeps a referral away from the service. */
export const LIFTED_BY: Readonly<Record<PassedReason, Lifting>> = {
  safety: 'never',
  // Only ever said of where the household is while it is matched elsewhere.
  inside: 'never',
  'not-eligible': 'reopening',
  'client-refused': 'reopening',
  'other-service-better': 'reopening',
  'no-place': 'new-report',
  'no-answer': 'new-report',
  expired: 'new-report',
  returned: 'new-report',
  'report-expired': 'new-report',
  full: 'new-counts',
  'unknown-unit': 'new-counts',
  closed: 'new-counts',
  'share-cap': 'new-counts',
  'need-cap': 'new-counts',
  gone: 'new-counts',
};

/** True of reasons that say that the household is in the wrong place there, not that the moment is wrong. */
export function isUnfit(why: PassedReason): boolean {
  return why === 'safety' || why === 'not-eligible';
}

/** True while a referral that left a service behind stays away from this kind of place. */
export function staysAway(passed: PassedService, slot: Slot | null): boolean {
  switch (LIFTED_BY[passed.why]) {
    case 'never':
    case 'reopening':
      return true;
    case 'new-report':
      return slot === null || slot.reportedAt <= passed.at;
    case 'new-counts':
      return slot === null || slot.updatedAt <= passed.at;
  }
}

/** What remains after a person reopened the referral or the intake was corrected: safety stays. */
export function lastingPassed(passed: readonly PassedService[]): readonly PassedService[] {
  return passed.filter(({ why }) => LIFTED_BY[why] === 'never');
}
