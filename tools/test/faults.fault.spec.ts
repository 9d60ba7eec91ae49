import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { describeWithKafka } from '@havre/test-harness/jest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const MAIN = 'tools/dist/faults/main.js';
const MINUTES = '1';

interface Report {
  readonly seed: number;
  readonly isRight: boolean;
  readonly figures: { readonly acknowledged: number };
  readonly rows: readonly { readonly fault: string; readonly recoveredMs?: number }[];
  readonly findings: readonly object[];
}

/** A run's own folders in the temporary folder: those of others are not looked at. */
async function foldersOfFaults(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('havre-faults-'));
}

async function playFaults(): Promise<Report> {
  const seed = process.env['HAVRE_TEST_SEED'];
  const options = ['--minutes', MINUTES, '--json', ...(seed === undefined ? [] : ['--seed', seed])];
  const { stdout } = await run(process.execPath, [MAIN, ...options], { cwd: ROOT }).catch(
    // A run that found something ends with 1 and says what.
    (failure: unknown) => failure as { readonly stdout: string },
  );
  const report = JSON.parse(stdout) as Report;
  process.stdout.write(`HAVRE_TEST_SEED=${String(report.seed)}\n`);
  return report;
}

describeWithKafka('npm run faults, for a short while', () => {
  it('finds nothing lost, doubled, out of order or without an end, and leaves nothing behind', async () => {
    const before = await foldersOfFaults();
    const { figures, rows, findings, isRight } = await playFaults();
    expect(findings).toEqual([]);
    expect(rows.filter(({ recoveredMs }) => recoveredMs === undefined)).toEqual([]);
    expect(isRight).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
    expect(figures.acknowledged).toBeGreaterThan(0);
    expect((await foldersOfFaults()).filter((name) => !before.includes(name))).toEqual([]);
  }, 900_000);
});
