import type { ServiceKind } from './freshness.js';
import type { Hold } from './hold.js';
import type { LedgerRow } from './ledger-row.js';
import type { LedgerTerms } from './ledger-terms.js';
import type { Movement } from './movement.js';
import type { OpeningHours } from './opening-hours.js';

/** When a service is closed; `from` may lie ahead, `until` null means until further notice. */
export interface Closure {
  readonly from: number;
  readonly until: number | null;
  /** The provider's own time; orders the statements. */
  readonly saidAt: number;
}

/** What the directory says of a service, as far as its places are concerned. */
export interface Listing {
  /** Source that listed it; nobody else may speak for it. */
  readonly owner: string;
  readonly isListed: boolean;
  readonly kind: ServiceKind;
  /** Null: always open. */
  readonly opening: OpeningHours | null;
  /** Absent: those of the city. */
  readonly limits?: ServiceLimits;
}

/** Limits of one service, instead of the city's. */
export interface ServiceLimits {
  /** 1..100. */
  readonly publisherSharePercent?: number;
  readonly placesPerNeed?: number;
}

/** What a decision may look at: one service, the rows and the holds that matter to the commands at hand. */
export interface ServiceView {
  readonly serviceId: string;
  /** Null: nobody has listed it yet. */
  readonly listing: Listing | null;
  readonly closure: Closure | null;
  row(unitKey: string): LedgerRow | undefined;
  rows(): Iterable<LedgerRow>;
  hold(holdId: string): Hold | undefined;
  holds(): Iterable<Hold>;
  /** What was said of some places, as far as the commands at hand need it. */
  movements(): Iterable<Movement>;
}

/** The zone in which the dates and times of a service are meant. */
export function zoneOf(listing: Listing | null, { timeZone }: Pick<LedgerTerms, 'timeZone'>): string {
  return listing?.opening?.timeZone ?? timeZone;
}

/** Whether a service is closed at an instant. */
export function isClosed({ closure }: ServiceView, now: number): boolean {
  if (closure === null || now < closure.from) return false;
  return closure.until === null || now < closure.until;
}
