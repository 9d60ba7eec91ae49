import type { Adjustment } from './movement.js';
import type { Unit } from './unit.js';

/** Absolute counts of one kind of place, as a provider reports them. */
export interface ReportedUnit extends Unit {
  readonly total: number;
  readonly occupied: number;
  /** What the programme is funded for. */
  readonly funded?: number;
}

/** What a provider says of its service: only its owner may say it. */
interface Statement {
  readonly source: string;
  /** The provider's own time, milliseconds; may be a little ahead of our clock. */
  readonly saidAt: number;
  /** Whether to keep the statement until the service is listed, when nobody has listed it yet. */
  readonly mayWait: boolean;
}

export interface ReportCounts extends Statement {
  readonly kind: 'report-counts';
  readonly units: readonly ReportedUnit[];
}

export interface ConfirmCounts extends Statement {
  readonly kind: 'confirm-counts';
}

export interface CloseService extends Statement {
  readonly kind: 'close-service';
  /** Null: from when it was said. */
  readonly from: number | null;
  /** Null: until further notice. */
  readonly until: number | null;
}

/** What a provider says of some places of one kind; `statementId` is its receipt. */
interface PlacesStatement extends Statement {
  readonly statementId: string;
  readonly unit: Unit;
  /** 1..1000, all or none. */
  readonly quantity: number;
}

export interface AdjustPlaces extends PlacesStatement {
  readonly kind: 'adjust-places';
  readonly change: Adjustment;
  readonly reason: string;
  /** When places that are out come back, or surge places close, by themselves. Null: when it is said, or at the next count. */
  readonly until: number | null;
}

/** A household that no referral announced. */
export interface WalkIn extends PlacesStatement {
  readonly kind: 'walk-in';
}

export interface VacatePlaces extends PlacesStatement {
  readonly kind: 'vacate-places';
  /** From when the places can be given on. Null: at once. */
  readonly readyAt: number | null;
}

export interface PlaceHold {
  readonly kind: 'place-hold';
  readonly holdId: string;
  readonly unit: Unit;
  readonly quantity: number;
  readonly publisher: string;
  readonly offerMinutes: number;
}

export interface ConfirmHold {
  readonly kind: 'confirm-hold';
  readonly holdId: string;
  readonly journeyMinutes: number;
}

export interface OccupyPlace {
  readonly kind: 'occupy-place';
  readonly holdId: string;
  readonly arrivedAt: number;
}

export interface ReleaseHold {
  readonly kind: 'release-hold';
  readonly holdId: string;
  readonly releasedAt: number;
  /** The provider said that it has no place: show no more than what is promised. */
  readonly correctAvailability: boolean;
}

export interface ExpireHold {
  readonly kind: 'expire-hold';
  readonly holdId: string;
}

export interface AgeReport {
  readonly kind: 'age-report';
  readonly unitKey: string;
}

/** Adjustments of a row whose time has come end. */
export interface EndAdjustments {
  readonly kind: 'end-adjustments';
  readonly unitKey: string;
}

/** What a provider says of some places, beside its counts. */
export type Movements = AdjustPlaces | WalkIn | VacatePlaces;
export type ProviderStatement = ReportCounts | ConfirmCounts | CloseService | Movements;
export type HoldRequest = PlaceHold | ConfirmHold | OccupyPlace | ReleaseHold;
export type LedgerCommand = ProviderStatement | HoldRequest | ExpireHold | AgeReport | EndAdjustments;

const MOVEMENTS: ReadonlySet<LedgerCommand['kind']> = new Set<Movements['kind']>([
  'adjust-places',
  'walk-in',
  'vacate-places',
]);
const STATEMENTS: ReadonlySet<LedgerCommand['kind']> = new Set<ProviderStatement['kind']>([
  'report-counts',
  'confirm-counts',
  'close-service',
  'adjust-places',
  'walk-in',
  'vacate-places',
]);
const REQUESTS: ReadonlySet<LedgerCommand['kind']> = new Set<HoldRequest['kind']>([
  'place-hold',
  'confirm-hold',
  'occupy-place',
  'release-hold',
]);

export function isMovement(command: LedgerCommand): command is Movements {
  return MOVEMENTS.has(command.kind);
}

export function isProviderStatement(command: LedgerCommand): command is ProviderStatement {
  return STATEMENTS.has(command.kind);
}

export function isHoldRequest(command: LedgerCommand): command is HoldRequest {
  return REQUESTS.has(command.kind);
}
