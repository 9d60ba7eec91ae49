/** The ledger of places: what a host needs to run it, and what a bench needs to measure it. */
export { CapacityModule, type CapacityParts } from './capacity.module.js';
export { createCapacity } from './create-capacity.js';
export { openLedgerDatabase } from './persistence/open-ledger-database.js';
export { openLedger, type Ledger, type LedgerParts } from './record-batch/open-ledger.js';
export { readEntry, type LedgerEntry } from './record-batch/read-entry.js';
export {
  CAPACITY_SETTINGS,
  readCapacitySettings,
  type CapacitySettings,
} from './settings/capacity-settings.js';
