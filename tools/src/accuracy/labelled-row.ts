import type { ScreenLine } from '@havre/publisher';

import { readJsonLines } from '../corpus/read-json-lines.js';

/**
 * A test set: `reference` by other authors; `dev` our own, once written without sight of the rules and since looked at;
 * `blind` our own, written without sight of the rules: its notes were never looked at; `fresh` the same, newer, and no row of it was
 * ever looked at.
 */
export const TEST_SETS = ['reference', 'dev', 'blind', 'fresh'] as const;
export type TestSet = (typeof TEST_SETS)[number];
/** `values`: short texts in a field, of one set. */
export type RowKind = 'notes' | 'structures' | 'values';
export const SET_WITH_VALUES: TestSet = 'fresh';

/** One labelled example of a test set. */
export interface LabelledRow extends ScreenLine {
  readonly label: 'drop' | 'pass';
  readonly category: string;
  /** Language of a note, as a BCP 47 tag or two joined by a hyphen. */
  readonly lang?: string;
  /** How a structure hides, or only seems to hide, what it says. */
  readonly technique?: string;
}

/** Rows of a test set, without those that careful people differ about. */
export function readRows(set: TestSet, kind: RowKind): readonly LabelledRow[] {
  const rows = readJsonLines(`${set}/${kind}.jsonl`) as readonly (
    LabelledRow | { readonly label: 'borderline' }
  )[];
  return rows.filter((row): row is LabelledRow => row.label !== 'borderline');
}
