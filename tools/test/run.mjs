/**
 * Runs every test of the workspace, or those whose path contains an argument: `npm test [-- [--no-build] path…]`.
 *
 * Builds first, because the end-to-end and fault tests start the built services; then runs jest group by group, from
 * cheap to dear, so that a plain mistake shows in seconds. Ends with a table and one line, `N passed, N failed`. Fails
 * when a test fails or nothing ran; with `CI=true` a skipped test counts as failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine, isGood, summarise, table } from './summary.mjs';

const root = join(import.meta.dirname, '../..');
const TSC = join(root, 'node_modules/typescript/bin/tsc');
const JEST = join(root, 'node_modules/jest/bin/jest.js');
const NO_BUILD = '--no-build';
const MINUTE_MS = 60_000;
/** Builds the version before from the history. */
const NEEDS_HISTORY = /rolling-upgrade\.fault\.spec\.ts$/;

/** By the suffix of the file; the last group takes what no other does. */
const GROUPS = [
  { name: 'faults', suffix: '.fault.spec.ts', workers: 1, limitMs: 30 * MINUTE_MS },
  { name: 'end to end', suffix: '.e2e.spec.ts', workers: 2, limitMs: 25 * MINUTE_MS },
  { name: 'integration', suffix: '.int.spec.ts', workers: 3, limitMs: 30 * MINUTE_MS },
  { name: 'unit', suffix: '.spec.ts', workers: 2, limitMs: 10 * MINUTE_MS },
];

let running;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stop(running, signal);
    process.exitCode = 1;
  });
}

process.exitCode = await main(process.argv.slice(2));

async function main(parameters) {
  const filters = parameters.filter((parameter) => parameter !== NO_BUILD);
  if (filters.length === parameters.length && (await node([TSC, '-b'])).code !== 0) {
    console.error('The build failed: no test was run.');
    console.log(closingLine({ passed: 0, failed: 1, skipped: 0 }));
    return 1;
  }
  const files = await listTests(filters);
  const reports = await mkdtemp(join(tmpdir(), 'havre-tests-'));
  const groups = [];
  for (const group of split(files)) {
    if (process.exitCode === undefined) groups.push(await runGroup(group, join(reports, 'report.json')));
  }
  await rm(reports, { recursive: true, force: true });
  return conclude(summarise(groups, { refuseSkipped: process.env.CI === 'true' }));
}

function conclude(summary) {
  console.log(`\n${table(summary)}\n`);
  if (summary.passed + summary.failed === 0) console.error('No test was run.');
  console.log(closingLine(summary));
  return isGood(summary) ? 0 : 1;
}

async function listTests(filters) {
  const { output } = await node(['--experimental-vm-modules', JEST, '--listTests', ...filters], {
    capture: true,
  });
  const files = output.split('\n').filter((line) => line.endsWith('.spec.ts'));
  const possible = hasHistory() ? files : files.filter((file) => !NEEDS_HISTORY.test(file));
  if (possible.length < files.length)
    console.error('WARNING: this copy has no history: the upgrade from the version before is not tested.');
  return possible;
}

function hasHistory() {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: root });
  return status === 0 && stdout.toString().trim() === 'false';
}

/** Each file in the first group whose suffix it has; the groups come back from cheap to dear. */
function split(files) {
  const left = new Set(files);
  const groups = GROUPS.map((group) => {
    const own = [...left].filter((file) => file.endsWith(group.suffix));
    own.forEach((file) => left.delete(file));
    return { ...group, files: own };
  });
  return groups.filter((group) => group.files.length > 0).reverse();
}

async function runGroup({ name, files, workers, limitMs }, reportFile) {
  console.log(`\n── ${name}: ${files.length} files`);
  await rm(reportFile, { force: true });
  const started = performance.now();
  const options = ['--runTestsByPath', `--maxWorkers=${workers}`, '--json', `--outputFile=${reportFile}`];
  await node(
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', JEST, ...options, ...files],
    { limitMs },
  );
  const seconds = (performance.now() - started) / 1000;
  const report = existsSync(reportFile) ? JSON.parse(await readFile(reportFile, 'utf8')) : undefined;
  return { name, files: files.length, seconds, report };
}

/** Runs Node in a process group of its own, so that what a test leaves behind can be ended with it. */
function node(parameters, { capture = false, limitMs = 10 * MINUTE_MS } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', capture ? 'pipe' : 'inherit', 'inherit'];
    const child = spawn(process.execPath, parameters, { cwd: root, stdio, detached: true });
    running = child;
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    const limit = setTimeout(() => {
      console.error(`Stopped after ${limitMs / MINUTE_MS} minutes.`);
      stop(child, 'SIGKILL');
    }, limitMs);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(limit);
      stop(child, 'SIGKILL');
      resolve({ code, output });
    });
  });
}

function stop(child, signal) {
  try {
    if (child?.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
