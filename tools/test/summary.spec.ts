import { describe, expect, it } from '@jest/globals';
import { closingLine, isGood, summarise, table, type JestReport } from './summary.mjs';

const report = (changes: Partial<JestReport> = {}): JestReport => ({
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  ...changes,
});
const run = (changes?: Partial<JestReport>) => ({
  name: 'unit',
  files: 1,
  seconds: 1,
  report: report(changes),
});

const allowed = { refuseSkipped: false };

describe('summary of a test run', () => {
  it('adds up the groups', () => {
    const { passed, failed, skipped } = summarise(
      [run(), run({ success: false, numFailedTests: 2, numPendingTests: 1 })],
      allowed,
    );
    expect({ passed, failed, skipped }).toEqual({ passed: 6, failed: 2, skipped: 1 });
  });

  it('counts a suite that could not be loaded, although none of its tests failed', () => {
    expect(summarise([run({ success: false, numRuntimeErrorTestSuites: 1 })], allowed).failed).toBe(1);
  });

  it('counts a run that left no report, or was cut short', () => {
    expect(summarise([{ name: 'unit', files: 4, seconds: 1 }], allowed).failed).toBe(1);
    expect(summarise([run({ success: false })], allowed).failed).toBe(1);
  });

  it('is not good when nothing ran', () => {
    expect(isGood({ passed: 0, failed: 0, skipped: 0 })).toBe(false);
  });

  it('turns skipped tests into failed ones where they are refused', () => {
    const { failed, skipped } = summarise([run({ numPendingTests: 2, numTodoTests: 1 })], {
      refuseSkipped: true,
    });
    expect({ failed, skipped }).toEqual({ failed: 3, skipped: 0 });
  });

  it('closes with one line', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });

  it('prints a row for each group', () => {
    expect(table(summarise([run()], allowed)).split('\n')).toEqual([
      'tests  files  passed  failed  skipped  seconds',
      'unit       1       3       0        0      1.0',
    ]);
  });
});
