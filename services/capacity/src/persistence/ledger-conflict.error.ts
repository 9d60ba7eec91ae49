/**
 * Somebody wrote to the ledger beside its locks. Nothing of the transaction is kept; the same batch is tried again on
 * what is there now.
 */
export class LedgerConflictError extends Error {
  readonly code = 'ledger-conflict';
  readonly retriable = true;

  constructor() {
    super('ledger-conflict');
    this.name = 'LedgerConflictError';
  }
}
