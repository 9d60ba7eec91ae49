import type { AgeLimits, ServiceKind } from './freshness.js';

/** The limits that the ledger decides by; each is a setting. */
export interface LedgerTerms {
  /** Part of one row that one publisher may hold at a time, above 0 and up to 1, where the listing says nothing else. */
  readonly publisherShare: number;
  /** Most places that one need may hold, where the listing says nothing else. */
  readonly placesPerNeed: number;
  /** Zone of services whose listing names none; IANA name. */
  readonly timeZone: string;
  /** Longest time that a place is kept for the journey, in minutes, prolonged or not. */
  readonly journeyLimitMinutes: Readonly<Record<ServiceKind, number>>;
  readonly ageLimits: Readonly<Record<ServiceKind, AgeLimits>>;
}
