/** When and how much the workers work. */
export interface WorkerSettings {
  /** Most holds, rows or services in one transaction. */
  readonly batchSize: number;
  readonly expiryIntervalMs: number;
  readonly ageingIntervalMs: number;
  readonly forgettingIntervalMs: number;
  /** How long settled holds are kept, in days. */
  readonly retentionDays: number;
  /** How long it is kept how far counts and the ledger were apart, in days. */
  readonly driftRetentionDays: number;
  /** How long to wait for a service to be listed before its provider is told that nobody knows it. */
  readonly listingGraceSeconds: number;
}
