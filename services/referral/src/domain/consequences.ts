import type { ServiceFlag } from './effects.js';
import type { PassedReason } from './passed-service.js';
import type { DeclineReason } from './referral-input.js';

/** What a decline means, beyond going on to the next candidate. */
export interface Consequence {
  /** Who is in the way: the provider or the household. */
  readonly side: 'provider' | 'client';
  /** Why the referral stays away from this service, `LIFTED_BY` says until when. */
  readonly passed: PassedReason;
  /** True when what the service advertises is wrong: what is shown becomes what is promised, until the next report. */
  readonly correctsAvailability: boolean;
  /** What is counted against the directory entry. */
  readonly flag: ServiceFlag | null;
}

/** Each decline reason and its consequence. */
export const DECLINE_CONSEQUENCES: Readonly<Record<DeclineReason, Consequence>> = {
  'no-place': { side: 'provider', passed: 'no-place', correctsAvailability: true, flag: 'no-place' },
  'not-eligible': {
    side: 'provider',
    passed: 'not-eligible',
    correctsAvailability: false,
    flag: 'not-eligible',
  },
  'client-refused': { side: 'client', passed: 'client-refused', correctsAvailability: false, flag: null },
  safety: { side: 'provider', passed: 'safety', correctsAvailability: false, flag: 'safety' },
  'no-answer': { side: 'client', passed: 'no-answer', correctsAvailability: false, flag: 'no-answer' },
  'other-service-better': {
    side: 'provider',
    passed: 'other-service-better',
    correctsAvailability: false,
    flag: null,
  },
};
