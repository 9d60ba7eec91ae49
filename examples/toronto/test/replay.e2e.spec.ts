import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const MAIN = join(import.meta.dirname, '../dist/main.js');
const COLUMNS = [
  'nights',
  'asked',
  'offered',
  'accepted',
  'waitlisted',
  'unplaced',
  'median',
  'p99',
  'overbooked',
  'drops',
];

interface Run {
  readonly code: number | null;
  readonly output: string;
}

let folder = '';

function replay(...parameters: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, '--lang', 'en', '--data', folder, ...parameters], {
      env: { ...process.env, HAVRE_LANGUAGE: 'en' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The numbers of the last row of the table, by column. */
function totals(output: string): Record<string, number> {
  const cells = /^total\s+(.*)$/m.exec(output)?.[1]?.split(/ {2,}/) ?? [];
  return Object.fromEntries(
    COLUMNS.map((column, index) => [column, Number.parseInt(cells[index] ?? '', 10)]),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'havre-toronto-'));
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('npm run example:toronto', () => {
  it('replays nights against a Havre of its own, and promises no place twice', async () => {
    const { code, output } = await replay('--nights', '2', '--from', '2024-01-16');
    expect({ code, output }).toMatchObject({ code: 0 });
    const total = totals(output);
    expect(total).toMatchObject({ nights: 2, overbooked: 0 });
    for (const column of ['asked', 'offered', 'accepted', 'waitlisted', 'median', 'drops']) {
      expect([column, (total[column] ?? 0) > 0]).toEqual([column, true]);
    }
    expect((total['accepted'] ?? 0) + (total['unplaced'] ?? 0)).toBe(total['asked']);
    expect(output).toContain('59 shelters listed');
    expect(output).toContain('Streets to Homes Assessment & Referral Centre');
    expect(output).toContain('Open Government Licence – Toronto');
  }, 180_000);

  it('says what it cannot replay', async () => {
    expect(await replay('--from', '2031-01-01')).toMatchObject({
      code: 1,
      output: expect.stringContaining('2025-09-30'),
    });
    expect(await replay('--nights', 'many')).toMatchObject({
      code: 1,
      output: expect.stringContaining('--nights'),
    });
  });
});
