import type { Unit } from './unit.js';

/** Absolute counts of one kind of place, as a provider reports them. */
export interface ReportedUnit extends Unit {
  readonly total: number;
  readonly occupied: number;
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

export type ProviderStatement = ReportCounts | ConfirmCounts | CloseService;
export type HoldRequest = PlaceHold | ConfirmHold | OccupyPlace | ReleaseHold;
export type LedgerCommand = ProviderStatement | HoldRequest | ExpireHold | AgeReport;
