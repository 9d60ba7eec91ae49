import { SET_WITH_VALUES, TEST_SETS, type LabelledRow, type RowKind, type TestSet } from './labelled-row.js';
import { decide } from './measure.js';
import { noteCurves } from './note-curves.js';
import { scoreOf, scoresBy, type DecidedRow, type Score } from './score.js';

/**
 * `npm run accuracy [-- --list]`: how well the gate decides about the test sets of `corpus/`, by language, category and
 * disguise; with `--list` every row that it decides wrongly.
 */
const listsWrong = process.argv.includes('--list');
const WIDTH = 28;

for (const set of TEST_SETS) {
  report(set, 'notes', 'notes, screened', decide(set, 'notes'));
  report(set, 'notes', 'notes, strict', decide(set, 'notes', 'strict'));
  printCurves(set);
  report(set, 'structures', 'structures', decide(set, 'structures'));
  if (set === SET_WITH_VALUES) report(set, 'values', 'short values', decide(set, 'values'));
}

function report(set: TestSet, kind: RowKind, title: string, decided: readonly DecidedRow[]): void {
  print(`\n=== ${set}: ${title}`);
  printHeader();
  printScore('all', scoreOf(decided));
  if (kind !== 'structures') printGroups('language', decided, ({ lang }) => lang);
  printGroups('category of drops', decided, ({ label, category }) =>
    label === 'drop' ? category : undefined,
  );
  printGroups('passes', decided, ({ label, category }) =>
    label === 'pass' ? (category === 'plain' ? 'plain' : 'look-alikes') : undefined,
  );
  if (kind === 'structures') printGroups('disguise', decided, ({ technique }) => technique);
  if (listsWrong) printWrong(decided);
}

function printGroups(
  title: string,
  decided: readonly DecidedRow[],
  keyOf: (row: LabelledRow) => string | undefined,
): void {
  print(`--- by ${title}`);
  for (const [name, score] of scoresBy(decided, keyOf)) printScore(name, score);
}

function printWrong(decided: readonly DecidedRow[]): void {
  print('--- decided wrongly');
  for (const { row, isDropped, rule } of decided) {
    if (isDropped === (row.label === 'drop')) continue;
    const shown = JSON.stringify(row.text ?? row.event ?? row.raw ?? row.raw_b64);
    print(
      `${isDropped ? 'dropped' : 'missed '} ${String(row.id)} ${rule ?? row.category} ${shown.slice(0, 200)}`,
    );
  }
}

function printCurves(set: TestSet): void {
  const { rules, model, both, bothOnPlain } = noteCurves(set);
  print('--- recall at shares wrongly dropped');
  print(`rules alone                 ${three(rules.recall)} at ${three(rules.wronglyDropped)}`);
  for (const [name, curve] of Object.entries({
    'model alone': model,
    both,
    'both, on plain notes': bothOnPlain,
  })) {
    const points = Object.entries(curve).map(([at, recall]) => `${three(recall)} at ${at}`);
    print(`${name.padEnd(WIDTH)}${points.join(', ')}`);
  }
}

function printHeader(): void {
  print(`${''.padEnd(WIDTH)}  drops  passes  precision  recall  wrongly dropped  F2`);
}

function printScore(name: string, { drops, passes, precision, recall, wronglyDropped, f2 }: Score): void {
  const counts = `${String(drops).padStart(7)}${String(passes).padStart(8)}`;
  const shares = `${three(precision).padStart(11)}${three(recall).padStart(8)}${three(wronglyDropped).padStart(17)}`;
  print(`${name.slice(0, WIDTH).padEnd(WIDTH)}${counts}${shares}  ${three(f2)}`);
}

function three(value: number): string {
  return value.toFixed(3);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
