/** Counts what was routed, for the metrics: how many, never whose. */
export interface VerdictCounter {
  count(verdicts: { readonly cleared: number }): void;
}
