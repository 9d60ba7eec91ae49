import type { LedgerRow } from './ledger-row.js';
import type { LedgerTerms } from './ledger-terms.js';
import type { Listing } from './service-view.js';

/**
 * Whether one more hold would give a publisher more than its share of a row. Its first hold is always within the
 * share, whatever its size: a large family sent to a small house must not wait for ever.
 *
 * @param share part of the total that one publisher may hold at a time, 0..1; at least one place
 */
export function isAboveShare(row: LedgerRow, publisher: string, quantity: number, share: number): boolean {
  const alreadyHeld = row.heldBy[publisher] ?? 0;
  if (alreadyHeld === 0) return false;
  return alreadyHeld + quantity > Math.max(1, Math.floor(row.total * share + ROUNDING));
}

/** A share of 0.29 of a hundred places is 29 of them, whatever binary fractions make of it. */
const ROUNDING = 1e-9;

/** Part of one row of a service that one publisher may hold. */
export function shareOf({ limits }: Listing, { publisherShare }: LedgerTerms): number {
  return limits?.publisherSharePercent === undefined ? publisherShare : limits.publisherSharePercent / 100;
}

/** Whether one need asks for more of a service than one need may hold there. */
export function isAboveNeed({ limits }: Listing, quantity: number, { placesPerNeed }: LedgerTerms): boolean {
  return quantity > (limits?.placesPerNeed ?? placesPerNeed);
}
