import type { Hold, RefusalReason } from './hold.js';
import type { Movement, NewAdjustment, Undone } from './movement.js';
import type { Unit } from './unit.js';

/** Why what a provider said was not applied. */
export type NotAppliedReason =
  'unknown-subject' | 'not-in-this-state' | 'no-place' | 'too-late' | 'older-than-current' | 'discarded';

export interface CountsReported {
  readonly kind: 'counts-reported';
  readonly unit: Unit;
  readonly total: number;
  /** As reported, with the arrivals and departures that we counted since. */
  readonly occupied: number;
  readonly reportedOccupied: number;
  readonly funded: number | null;
  /** Places that came into service or went out of it after the count. */
  readonly adjusted: number;
  /** Movements before the count of which nothing is left to come: it has replaced them. */
  readonly replaced: readonly string[];
  /** What the ledger counted as occupied at the time of the count; null at the first. */
  readonly countedOccupied: number | null;
  readonly saidAt: number;
  readonly countedAt: number;
}

export interface PlacesAdjusted {
  readonly kind: 'places-adjusted';
  readonly adjustment: NewAdjustment;
  readonly undone: readonly Undone[];
}

/** The end of an adjustment came. */
export interface AdjustmentEnded {
  readonly kind: 'adjustment-ended';
  readonly unitKey: string;
  readonly movementId: string;
  readonly at: number;
}

export interface PlacesTaken {
  readonly kind: 'places-taken';
  readonly movement: Movement;
}

export interface PlacesLeft {
  readonly kind: 'places-left';
  readonly movement: Movement;
}

/** What was said came before the last count, which has it already: true, and nothing changes. */
export interface CountedAlready {
  readonly kind: 'counted-already';
  readonly unitKey: string;
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

/** Asked again: what has become of it, and nothing changes. */
export interface AnsweredAgain {
  readonly kind: 'answered-again';
  readonly answer:
    | { readonly kind: 'hold-placed'; readonly holdId: string; readonly expiresAt: number }
    | { readonly kind: 'hold-refused'; readonly holdId: string; readonly reason: RefusalReason }
    | { readonly kind: 'hold-over'; readonly holdId: string }
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
  CountsReported | CountsConfirmed | AvailabilityCorrected | ReportAged | ServiceClosed | MovementEffect;

/** What happens because a provider said something of some places. */
export type MovementEffect = PlacesAdjusted | AdjustmentEnded | PlacesTaken | PlacesLeft | CountedAlready;

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

const MOVEMENT_EFFECTS: ReadonlySet<LedgerEffect['kind']> = new Set<MovementEffect['kind']>([
  'places-adjusted',
  'adjustment-ended',
  'places-taken',
  'places-left',
  'counted-already',
]);

export function isMovementEffect(effect: LedgerEffect): effect is MovementEffect {
  return MOVEMENT_EFFECTS.has(effect.kind);
}
