import type { LedgerRow } from './ledger-row.js';

/**
 * Whether one more hold would give a publisher more than its share of a row. Its first hold is always within the
 * share, whatever its size: a large family sent to a small house must not wait for ever.
 *
 * @param share part of the total that one publisher may hold at a time, 0..1; at least one place
 */
export function isAboveShare(row: LedgerRow, publisher: string, quantity: number, share: number): boolean {
  const alreadyHeld = row.heldBy[publisher] ?? 0;
  if (alreadyHeld === 0) return false;
  return alreadyHeld + quantity > Math.max(1, Math.floor(row.total * share));
}
