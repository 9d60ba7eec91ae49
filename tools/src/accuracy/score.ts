import type { LabelledRow } from './labelled-row.js';

/** A row and what was decided about it. */
export interface DecidedRow {
  readonly row: LabelledRow;
  readonly isDropped: boolean;
  readonly rule?: string;
}

/** How well decisions fit labels; all shares are 0 to 1, and 1 where there is nothing to get wrong. */
export interface Score {
  readonly drops: number;
  readonly passes: number;
  /** Share of the rows dropped that should be. */
  readonly precision: number;
  /** Share of the rows that should be dropped that are. */
  readonly recall: number;
  /** Share of the rows that should pass that are dropped. */
  readonly wronglyDropped: number;
  /** Weighs recall twice as much as precision (van Rijsbergen's F with beta 2). */
  readonly f2: number;
}

export function scoreOf(decided: readonly DecidedRow[]): Score {
  const count = (label: LabelledRow['label'], isDropped: boolean): number =>
    decided.filter((one) => one.row.label === label && one.isDropped === isDropped).length;
  const found = count('drop', true);
  const missed = count('drop', false);
  const wrong = count('pass', true);
  const passed = count('pass', false);
  return {
    drops: found + missed,
    passes: wrong + passed,
    precision: share(found, found + wrong),
    recall: share(found, found + missed),
    wronglyDropped: wrong + passed === 0 ? 0 : wrong / (wrong + passed),
    f2: share(5 * found, 5 * found + 4 * missed + wrong),
  };
}

/** Scores of the groups that a key makes, in the order of their names; rows without the key are in none. */
export function scoresBy(
  decided: readonly DecidedRow[],
  keyOf: (row: LabelledRow) => string | undefined,
): readonly (readonly [string, Score])[] {
  const groups = Map.groupBy(decided, ({ row }) => keyOf(row));
  return [...groups]
    .flatMap(([key, rows]) => (key === undefined ? [] : [[key, scoreOf(rows)] as const]))
    .sort(([a], [b]) => a.localeCompare(b));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
