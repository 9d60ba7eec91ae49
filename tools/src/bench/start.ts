import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, printFigure } from './figure.js';
import { untilReady } from './until-ready.js';

const ROOT = join(import.meta.dirname, '../../..');
const ROUNDS = 3;
const IDLE_MS = 5_000;

/**
 * `start.time`: from `npm start` to `ready`, the data there already. `start.memory`: resident memory of that process
 * when idle (PostgreSQL's own processes not counted), beside a bare Nest application with one route on Fastify.
 */
export async function benchStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-bench-start-'));
  try {
    await oneStart(folder); // Makes the database and the demo city; not counted.
    const starts = [];
    const bare = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      starts.push(await oneStart(folder));
      bare.push(await startAndMeasure(join(ROOT, 'tools/dist/bench/bare-nest.js'), {}));
    }
    printFigure({ metric: 'start.time', value: median(starts.map((one) => one.seconds)), unit: 's' });
    const [value, baseline] = [starts, bare].map((ones) => median(ones.map((one) => one.megabytes)));
    if (value !== undefined && baseline !== undefined) {
      printFigure({ metric: 'start.memory', value, unit: 'MB', baseline, ratio: value / baseline });
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function oneStart(folder: string): Promise<Start> {
  return startAndMeasure(join(ROOT, 'services/standalone/dist/main.js'), {
    HAVRE_DATA_FOLDER: folder,
    ...Object.fromEntries(
      ['POLICY_GATE', 'FEED', 'ADMIN', 'REFERRAL', 'CAPACITY'].map((name) => [`HAVRE_${name}_PORT`, '0']),
    ),
  });
}

interface Start {
  readonly seconds: number;
  readonly megabytes: number;
}

async function startAndMeasure(main: string, environment: Record<string, string>): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, [main], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await untilReady(child);
    const seconds = (performance.now() - began) / 1000;
    await sleep(IDLE_MS);
    return { seconds, megabytes: await residentMegabytes(child.pid ?? 0) };
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

/** From Linux' `/proc`; the figure exists only there. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? Number.NaN) / 1024;
}
