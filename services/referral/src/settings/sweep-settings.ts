/** When and how much the clock works. */
export interface SweepSettings {
  /** Milliseconds between two looks at what is due. */
  readonly intervalMs: number;
  /** Most referrals in one transaction. */
  readonly batchSize: number;
  /** Milliseconds between two times of forgetting what the log and the directory no longer need. */
  readonly forgettingIntervalMs: number;
}
