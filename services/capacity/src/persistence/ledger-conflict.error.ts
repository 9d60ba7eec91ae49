import { FaultError } from '@havre/service';

/**
 * Somebody wrote to the ledger beside its locks. Nothing of the transaction is kept; the same batch is tried again on
 * what is there now.
 */
export class LedgerConflictError extends FaultError<'ledger-conflict'> {
  constructor() {
    super('ledger-conflict', true);
  }
}
