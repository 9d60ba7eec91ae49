import { loadBundle, type OperatingPoint } from '@havre/policy';
import { screenLine } from '@havre/publisher';

import { readRows, type LabelledRow, type RowKind, type TestSet } from './labelled-row.js';
import type { DecidedRow } from './score.js';

/** The packs that the test sets are about: Montréal's, where most of their authors are. */
const PACKS = ['montreal'];

/** What the whole gate decides about each row of a test set. */
export function decide(
  set: TestSet,
  kind: RowKind,
  notes: OperatingPoint = 'screened',
): readonly DecidedRow[] {
  const bundle = loadBundle(PACKS, { notes });
  return readRows(set, kind).map((row: LabelledRow) => {
    const verdict = screenLine(row, bundle);
    return verdict.effect === 'drop'
      ? { row, isDropped: true, rule: verdict.rule }
      : { row, isDropped: false };
  });
}
