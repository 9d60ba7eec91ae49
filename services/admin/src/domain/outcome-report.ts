import { suppressTable, type ShownCount } from './suppress-small-cells.js';

export interface OutcomeCounts {
  /** On the city's clock, `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: string;
  /** Empty when the intake named none. */
  readonly area: string;
  readonly outcome: string;
  readonly count: number;
}

export type ShownOutcomeCounts = Omit<OutcomeCounts, 'count'> & { readonly count: ShownCount };

/**
 * How needs ended, as it may be shown. Sums over areas and over outcomes may be known from elsewhere, so a withheld count has
 * company in both.
 */
export function reportOutcomes(rows: readonly OutcomeCounts[]): readonly ShownOutcomeCounts[] {
  const shown = suppressTable(rows, [
    ({ day, kind, area }) => [day, kind, area].join(' '),
    ({ day, kind, outcome }) => [day, kind, outcome].join(' '),
  ]);
  return rows.map((row, index) => ({ ...row, count: shown[index] ?? null }));
}
