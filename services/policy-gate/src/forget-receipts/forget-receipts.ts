/** Where old receipts are. */
export interface ReceiptsByAge {
  /** Deletes at most `limit` receipts older than the retention, and says how many it deleted. */
  deleteOld(retentionDays: number, limit: number): Promise<number>;
}

const LIMIT = 5_000;

/**
 * Deletes the receipts that are past their retention, in portions, so that no transaction is long.
 *
 * @returns how many were deleted.
 */
export async function forgetReceipts(receipts: ReceiptsByAge, retentionDays: number): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await receipts.deleteOld(retentionDays, LIMIT);
    total += deleted;
    if (deleted < LIMIT) return total;
  }
}
