import type { EventData } from '@havre/events';
import type { Candidate } from './candidate.js';
import type { NoPlaceReason } from './matching.js';
import type { Answer } from './referral.js';
import type { Request } from './request.js';

/** Why a provider declines. */
export type DeclineReason = EventData<'havre.referral.declined.v1'>['reason'];
/** Why a provider cannot keep its word. */
export type ReturnReason = EventData<'havre.referral.returned.v1'>['reason'];
/** Why the ledger refuses a hold. */
export type RefusalReason = EventData<'havre.hold.refused.v1'>['reason'];

/** What a provider says of the household that it was offered. */
export type ProviderInput =
  | { readonly on: 'accepted'; readonly answer: Answer; readonly journeyMinutes?: number }
  | { readonly on: 'declined'; readonly answer: Answer; readonly reason: DeclineReason }
  | { readonly on: 'arrived'; readonly answer: Answer; readonly code?: string }
  | { readonly on: 'returned'; readonly answer: Answer; readonly reason: ReturnReason }
  | { readonly on: 'completed'; readonly answer: Answer }
  | { readonly on: 'not-arrived'; readonly answer: Answer };

/** What the department says of the household that it sent. */
export type DepartmentInput =
  | { readonly on: 'withdrawn'; readonly answer: Answer }
  | { readonly on: 'reopened'; readonly answer: Answer }
  /** `keepsOffer`: the provider was told nothing that changed, and its place still fits. */
  | {
      readonly on: 'corrected';
      readonly answer: Answer;
      readonly request: Request;
      readonly keepsOffer: boolean;
    };

/** What the ledger of places says of the hold that the referral has now. `at` is the ledger's time. */
export type LedgerInput =
  | { readonly on: 'hold-placed'; readonly at: number; readonly expiresAt: number }
  | { readonly on: 'hold-refused'; readonly at: number; readonly reason: RefusalReason }
  | { readonly on: 'hold-confirmed'; readonly at: number; readonly expiresAt: number }
  | { readonly on: 'hold-occupied'; readonly at: number }
  | { readonly on: 'hold-released'; readonly at: number }
  | { readonly on: 'hold-expired'; readonly at: number; readonly phase: 'offer' | 'journey' };

/** What matching found for a referral that has no place. */
export type MatchInput =
  | { readonly on: 'matched'; readonly candidate: Candidate; readonly holdId: string; readonly fits: number }
  | {
      readonly on: 'no-place';
      readonly reason: NoPlaceReason;
      readonly fits: number;
      readonly opensAt: number | null;
    };

/** What time, the provider's doors or an operator do to a referral. */
export type OtherInput =
  | { readonly on: 'service-closed' }
  | { readonly on: 'completion-due' }
  | { readonly on: 'wait-limit' }
  | { readonly on: 'discarded' };

/** Everything that can happen to a referral once it is open. */
export type ReferralInput = ProviderInput | DepartmentInput | LedgerInput | MatchInput | OtherInput;

/** The name of an input; `received` opens a referral, `seeking` follows whatever sends it to look for a place. */
export type InputName = ReferralInput['on'] | 'received' | 'seeking';
