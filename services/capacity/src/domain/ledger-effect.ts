import type { Hold, RefusalReason } from './hold.js';
import type { Unit } from './unit.js';

/** Why what a provider said was not applied. */
export type NotAppliedReason = 'unknown-subject' | 'not-in-this-state' | 'older-than-current' | 'discarded';

export interface CountsReported {
  readonly kind: 'counts-reported';
  readonly unit: Unit;
  readonly total: number;
  /** As reported, with the arrivals and departures that we counted since. */
  readonly occupied: number;
  readonly reportedOccupied: number;
  readonly saidAt: number;
  readonly countedAt: number;
}

export interface CountsConfirmed {
  readonly kind: 'counts-confirmed';
  readonly unitKey: string;
  readonly reportedAt: number;
}

export interface AvailabilityCorrected {
  readonly kind: 'availability-corrected';
  readonly unitKey: string;
}

export interface ReportAged {
  readonly kind: 'report-aged';
  readonly unitKey: string;
}

export interface ServiceClosed {
  readonly kind: 'service-closed';
  readonly from: number;
  readonly until: number | null;
  readonly saidAt: number;
}

export interface HoldPlaced {
  readonly kind: 'hold-placed';
  readonly hold: Hold & { readonly offerExpiresAt: number };
}

/** The refusal of a new request is recorded; the refusal to confirm or occupy changes nothing. */
export interface HoldRefused {
  readonly kind: 'hold-refused';
  readonly holdId: string;
  readonly reason: RefusalReason;
  readonly recorded: Hold | null;
}

export interface HoldConfirmed {
  readonly kind: 'hold-confirmed';
  readonly holdId: string;
  readonly expiresAt: number;
  readonly journeyFrom: number;
}

export interface HoldOccupied {
  readonly kind: 'hold-occupied';
  readonly holdId: string;
  readonly at: number;
}

export interface HoldReleased {
  readonly kind: 'hold-released';
  readonly holdId: string;
  readonly at: number;
}

export interface HoldExpired {
  readonly kind: 'hold-expired';
  readonly holdId: string;
  readonly phase: 'offer' | 'journey';
  readonly at: number;
}

/** The same request again: the same answer, and nothing changes. */
export interface AnsweredAgain {
  readonly kind: 'answered-again';
  readonly answer:
    | { readonly kind: 'hold-placed'; readonly holdId: string; readonly expiresAt: number }
    | { readonly kind: 'hold-refused'; readonly holdId: string; readonly reason: RefusalReason }
    | { readonly kind: 'hold-occupied'; readonly holdId: string; readonly at: number }
    | { readonly kind: 'hold-released'; readonly holdId: string; readonly at: number };
}

export interface NotApplied {
  readonly kind: 'not-applied';
  readonly reason: NotAppliedReason;
}

/** Nobody has listed the service yet: its listing may still be on the way on the other topic. */
export interface ListingAwaited {
  readonly kind: 'listing-awaited';
}

/** What happens to a hold. */
export type HoldEffect = HoldPlaced | HoldRefused | HoldConfirmed | HoldOccupied | HoldReleased | HoldExpired;

/** What happens to a row or to the service itself. */
export type ServiceEffect =
  CountsReported | CountsConfirmed | AvailabilityCorrected | ReportAged | ServiceClosed;

/** What changes nothing and is only answered. */
export type AnswerOnly = AnsweredAgain | NotApplied | ListingAwaited;

/** What changes, or is answered, because of one command. */
export type LedgerEffect = HoldEffect | ServiceEffect | AnswerOnly;

const HOLD_EFFECTS: ReadonlySet<LedgerEffect['kind']> = new Set<HoldEffect['kind']>([
  'hold-placed',
  'hold-refused',
  'hold-confirmed',
  'hold-occupied',
  'hold-released',
  'hold-expired',
]);

export function isHoldEffect(effect: LedgerEffect): effect is HoldEffect {
  return HOLD_EFFECTS.has(effect.kind);
}
