import { suppressSmallCells, type ShownCount } from './suppress-small-cells.js';

export interface SourceCounts {
  /** UTC date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly source: string;
  readonly cleared: number;
  readonly dropped: number;
}

export interface CategoryCounts {
  readonly day: string;
  readonly category: string;
  readonly count: number;
}

export interface ShownSourceCounts {
  readonly day: string;
  readonly source: string;
  readonly cleared: ShownCount;
  readonly dropped: ShownCount;
}

export interface ShownCategoryCounts {
  readonly day: string;
  readonly category: string;
  readonly count: ShownCount;
}

/**
 * The gate's verdicts as they may be shown. The two lists share no key but the day, and the drops of a day have one sum in
 * both; so each day's column is suppressed by itself, with its complement.
 */
export function reportBySource(rows: readonly SourceCounts[]): readonly ShownSourceCounts[] {
  return days(rows).flatMap((ofDay) => {
    const cleared = suppressSmallCells(ofDay.map((row) => row.cleared));
    const dropped = suppressSmallCells(ofDay.map((row) => row.dropped));
    return ofDay.map(({ day, source }, index) => ({
      day,
      source,
      cleared: cleared[index] ?? null,
      dropped: dropped[index] ?? null,
    }));
  });
}

export function reportByCategory(rows: readonly CategoryCounts[]): readonly ShownCategoryCounts[] {
  return days(rows).flatMap((ofDay) => {
    const counts = suppressSmallCells(ofDay.map((row) => row.count));
    return ofDay.map(({ day, category }, index) => ({ day, category, count: counts[index] ?? null }));
  });
}

function days<T extends { readonly day: string }>(rows: readonly T[]): readonly (readonly T[])[] {
  return [...Map.groupBy(rows, ({ day }) => day).values()];
}
