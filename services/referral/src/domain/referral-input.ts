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

/** Why another place would be better. */
export type TransferReason = EventData<'havre.referral.transfer-requested.v1'>['reason'];

/** What the department, or the provider where the household is inside, asks for. */
export interface TransferInput {
  readonly on: 'transfer-requested';
  readonly answer: Answer;
  readonly reason: TransferReason;
}

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
      /** When the first of those closed now can be asked, in epoch milliseconds. */
      readonly asksFrom: number | null;
      /** Services to ring, best first, when it is their old counts that stand in the way. */
      readonly toRing?: readonly string[];
    };

/**
 * What an operator decides of a referral that waits for a person. `decision` is the id under which the decision is on
 * record; that record names no referral, so that it says nothing once the referral is forgotten.
 */
export interface OperatorInput {
  readonly on: 'looked-at-again' | 'closed-by-person';
  readonly decision: string;
}

/** What time, the provider's doors or an operator do to a referral. */
export type OtherInput =
  | { readonly on: 'service-closed' }
  | { readonly on: 'ending-soon' }
  | { readonly on: 'completion-due' }
  /** The ledger has not said what it should have said of the hold by now. */
  | { readonly on: 'ledger-silent' }
  | { readonly on: 'wait-limit' }
  | { readonly on: 'discarded' };

/** Everything that can happen to a referral once it is open. */
export type ReferralInput = PartnerInput | LedgerInput | MatchInput | OperatorInput | OtherInput;

/** Everything that partners say of a referral. */
export type PartnerInput = ProviderInput | DepartmentInput | TransferInput;

/** The name of an input; `received` opens a referral, `seeking` follows whatever sends it to look for a place. */
export type InputName = ReferralInput['on'] | 'received' | 'seeking';
