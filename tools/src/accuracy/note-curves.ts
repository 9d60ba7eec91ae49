import { readFileSync } from 'node:fs';

import { NoteModel } from '@havre/policy/model';

import { recallCurve, type ScoredNote } from '../train/operating-curve.js';
import { readEvidence, type ReadNote } from '../train/read-evidence.js';
import { readRows, type TestSet } from './labelled-row.js';

const MODEL = new URL('../../../libs/policy/models/notes.bin', import.meta.url);
const DECIDED = Number.POSITIVE_INFINITY;
const NOTHING: ReadonlySet<string> = new Set();

/** Recall by share wrongly dropped, for each way to decide about a note. */
export interface NoteCurves {
  /** The rules alone have no threshold: one point. Evidence, which the model would weigh, decides here. */
  readonly rules: { readonly recall: number; readonly wronglyDropped: number };
  readonly model: Readonly<Record<string, number>>;
  readonly both: Readonly<Record<string, number>>;
  /** The same against passes that are plain notes alone: none of the look-alikes. */
  readonly bothOnPlain: Readonly<Record<string, number>>;
}

export function noteCurves(set: TestSet): NoteCurves {
  const model = NoteModel.read(readFileSync(MODEL));
  const rows = readRows(set, 'notes');
  const notes = readEvidence(
    rows.map((row) => ({
      id: String(row.id),
      lang: row.lang ?? 'und',
      label: row.label,
      category: row.category,
      text: row.text ?? '',
      group: '',
    })),
  );
  const both = notes.map((note) => scored(note, note.isCertain ? DECIDED : scoreOf(model, note)));
  return {
    rules: pointOf(notes),
    model: recallCurve(notes.map((note) => scored(note, model.scoreOf(note.views[0].text, NOTHING)))),
    both: recallCurve(both),
    bothOnPlain: recallCurve(
      both.filter((_, index) => notes[index]?.label === 'drop' || notes[index]?.category === 'plain'),
    ),
  };
}

function scored({ label }: ReadNote, score: number): ScoredNote {
  return { isDrop: label === 'drop', score };
}

function scoreOf(model: NoteModel, { views }: ReadNote): number {
  return Math.max(...views.map(({ text, evidence }) => model.scoreOf(text, evidence)));
}

function pointOf(notes: readonly ReadNote[]): NoteCurves['rules'] {
  const found = (label: 'drop' | 'pass'): number => {
    const labelled = notes.filter((note) => note.label === label);
    const dropped = labelled.filter(
      ({ isCertain, views }) => isCertain || views.some(({ evidence }) => evidence.size > 0),
    );
    return dropped.length / Math.max(1, labelled.length);
  };
  return { recall: found('drop'), wronglyDropped: found('pass') };
}
