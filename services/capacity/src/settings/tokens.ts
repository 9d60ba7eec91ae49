/** The limits that the ledger decides by (`LedgerTerms`). */
export const LEDGER_TERMS = Symbol('LEDGER_TERMS');

/** Makes a new unique id (`() => string`). */
export const NEW_ID = Symbol('NEW_ID');

/** When and how much the workers work (`WorkerSettings`). */
export const WORKER_SETTINGS = Symbol('WORKER_SETTINGS');
