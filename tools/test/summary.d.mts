/** What jest's `--json` report says that the summary reads. */
export interface JestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

export interface GroupRun {
  readonly name: string;
  readonly files: number;
  readonly seconds: number;
  /** Absent when the run ended without leaving one. */
  readonly report?: JestReport;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Summary extends Totals {
  readonly rows: readonly (Totals & Omit<GroupRun, 'report'>)[];
}

export function summarise(groups: readonly GroupRun[], options: { readonly refuseSkipped: boolean }): Summary;
export function isGood(totals: Totals): boolean;
export function closingLine(totals: Totals): string;
export function table(summary: Summary): string;
