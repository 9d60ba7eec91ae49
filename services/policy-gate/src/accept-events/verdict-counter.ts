/** Counts verdicts for the metrics: how many, never whose and never of what category. */
export interface VerdictCounter {
  count(verdicts: { readonly cleared: number; readonly dropped: number }): void;
}
