import type { PartnerEventType, UnitType } from '@havre/events';
import type { NoPlaceReason } from './matching.js';
import type { PassedService } from './passed-service.js';
import type { Request } from './request.js';

/** Where a referral stands. */
export const REFERRAL_STATES = [
  'requested',
  'offered',
  'accepted',
  'arrived',
  'waitlisted',
  'needs-attention',
  'completed',
  'not-arrived',
  'withdrawn',
  'unplaced',
] as const;

export type ReferralState = (typeof REFERRAL_STATES)[number];

/** The states in which a referral has ended; it is forgotten after the retention time. */
export const ENDED_STATES = ['completed', 'not-arrived', 'withdrawn', 'unplaced'] as const;

export type EndedState = (typeof ENDED_STATES)[number];

/** `Task.status` of FHIR R4 for each state; an offer that a provider declined is a Task of its own, `rejected`. */
export const FHIR_TASK_STATUS = {
  requested: 'requested',
  offered: 'requested',
  accepted: 'accepted',
  arrived: 'in-progress',
  waitlisted: 'on-hold',
  'needs-attention': 'on-hold',
  completed: 'completed',
  'not-arrived': 'failed',
  withdrawn: 'cancelled',
  unplaced: 'failed',
} as const satisfies Readonly<Record<ReferralState, string>>;

/** How far a hold has come, as seen from here; the ledger of places decides. */
export type HoldPhase =
  /** Asked for. */
  | 'requested'
  /** Held while the provider answers. */
  | 'placed'
  /** The provider accepted; the ledger has yet to say that the place is kept. */
  | 'confirming'
  /** Kept for the journey. */
  | 'confirmed'
  /** Kept; a longer journey was asked for. */
  | 'prolonging'
  /** The household arrived; the ledger has yet to count it in. */
  | 'occupying'
  | 'occupied'
  /** Given back, expired or refused. */
  | 'ended';

/** The event of a partner that led somewhere: what is told to its publisher if the ledger says no. */
export interface Answer {
  readonly receipt: string;
  readonly type: PartnerEventType;
  readonly publisher: string;
}

/** The places that a referral holds at one service. */
export interface Hold {
  readonly id: string;
  readonly serviceId: string;
  readonly provider: string;
  readonly unitType: UnitType;
  readonly sleeps?: number;
  readonly date?: string;
  readonly quantity: number;
  /** True when the provider takes whoever fits, without being asked. */
  readonly isAutomatic: boolean;
  /** When the service opens for this household, in epoch milliseconds. */
  readonly opensAt: number;
  readonly phase: HoldPhase;
  /** When the hold ends, by the ledger's clock; null: not known yet, or not any more. */
  readonly expiresAt: number | null;
  /** True while the ledger has not answered a request to keep the place: its next word is about that request. */
  readonly awaitsConfirmation?: boolean;
  /** The answer that waits for the ledger. */
  readonly answer?: Answer;
  /** When the ledger was last asked about this hold, in epoch milliseconds. */
  readonly askedAt?: number;
  /** True once the same was asked again, because no answer came. */
  readonly isAskedAgain?: boolean;
  /** For how long the place was asked to be kept, in minutes. */
  readonly journeyMinutes?: number;
  /** When the household arrived, in epoch milliseconds, while the ledger is asked again to count it in. */
  readonly arrivedAt?: number;
  /** Local time at which the place starts, for an appointment. */
  readonly time?: string;
  /** When to warn that the journey ends, in epoch milliseconds; absent once it was said, or when it is too short. */
  readonly warnAt?: number;
  /** When wrong codes were said at this door, in epoch milliseconds, as far as they still count. */
  readonly wrongCodes?: readonly number[];
}

/** Why a referral waits or needs a person; null in the states that speak for themselves. */
export type WaitingReason =
  | Exclude<NoPlaceReason, 'none-exists'>
  | 'loop-cap'
  | 'safety'
  | 'returned-inside'
  | 'discarded'
  | 'none-elsewhere';

/** One need on its way to a place. Nobody is named; instants are epoch milliseconds. */
export interface Referral {
  readonly id: string;
  readonly intakeId: string;
  readonly needIndex: number;
  /** The department that published the intake. */
  readonly publisher: string;
  readonly request: Request;
  /** The code that the household says at the door. */
  readonly code: string;
  readonly state: ReferralState;
  readonly reason: WaitingReason | null;
  /** True once a provider sent the household on after promising a place. */
  readonly isUrgent: boolean;
  /** Holds asked for; names the next one. */
  readonly attempts: number;
  /** Offers made since the referral was opened or reopened; the loop cap counts them. */
  readonly offers: number;
  readonly hold: Hold | null;
  /** The place that the household still occupies while it is moved to another. */
  readonly inside: Hold | null;
  /** The place of a transfer that nobody came to in time: somebody late is let in there while it is still free. */
  readonly missed?: Hold | null;
  readonly passed: readonly PassedService[];
  /** The providers that were ever offered this household: theirs is a late answer, not a stranger's. */
  readonly asked: readonly string[];
  /** Services that take in this household at all, as the last match saw it. */
  readonly fits: number;
  readonly openedAt: number;
  /** When the referral was opened or last reopened: the wait limit counts from here. */
  readonly waitsSince: number;
  /** When the state was entered. */
  readonly since: number;
  /** How often it was looked at while waiting. */
  readonly looks: number;
  /** The decisions of operators, by the ids under which they are on record; the latest last. */
  readonly decisions?: readonly string[];
  /** When to look again while waiting; null when nobody waits. */
  readonly lookAt: number | null;
}

/** True once a referral has ended. */
export function hasEnded({ state }: Referral): boolean {
  return hasEndedState(state);
}

/** True of the states in which a referral has ended. */
export function hasEndedState(state: ReferralState): state is EndedState {
  return (ENDED_STATES as readonly ReferralState[]).includes(state);
}

/** True while the household is inside a place that it reached through this referral. */
export function isInside(referral: Referral): boolean {
  return (
    referral.inside !== null || referral.hold?.phase === 'occupied' || referral.hold?.phase === 'occupying'
  );
}
