/**
 * Adds up what the jest runs of one `npm test` reported. A suite that could not be loaded counts as one failure, a run
 * that left no report as one failure too, and a test marked "todo" as skipped: nothing that did not run looks like a pass.
 * Where skipping is refused, a skipped test is a failed one.
 */
export function summarise(groups, { refuseSkipped }) {
  const rows = groups.map(({ name, files, seconds, report }) => {
    const { passed, failed, skipped } = counts(report);
    if (!refuseSkipped) return { name, files, seconds, passed, failed, skipped };
    return { name, files, seconds, passed, failed: failed + skipped, skipped: 0 };
  });
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  return { rows, passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

function counts(report) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  // A run that was cut short says so only through `success`.
  const cutShort = failed === 0 && !report.success ? 1 : 0;
  return { passed, failed: failed + cutShort, skipped: report.numPendingTests + report.numTodoTests };
}

/** Whether the run as a whole is good: something ran, and nothing failed. */
export function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}

/** The line that ends every run, for people and for scripts: `12 passed, 0 failed`, with `, 3 skipped` when some were. */
export function closingLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

/** The same numbers group by group, as aligned columns. */
export function table({ rows }) {
  const header = ['tests', 'files', 'passed', 'failed', 'skipped', 'seconds'];
  const cells = rows.map((row) =>
    [row.name, row.files, row.passed, row.failed, row.skipped, row.seconds.toFixed(1)].map(String),
  );
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column].length)),
  );
  const align = (line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])));
  return [header, ...cells].map((line) => align(line).join('  ')).join('\n');
}
