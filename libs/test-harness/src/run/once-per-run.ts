import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HarnessError } from '../harness-error.js';

const WAIT_MS = 300_000;
const PAUSE_MS = 50;

/** What a shared thing leaves for the other specs of the run, and how it is ended with the run. */
export interface Shared<T> {
  readonly value: T;
  readonly process?: { readonly pid: number; readonly endedBy: 'QUIT' | 'KILL' };
}

/** The folder of this jest run, made by `jest-global-setup.mjs`; undefined outside such a run. */
export function runFolder(): string | undefined {
  const folder = process.env['HAVRE_TEST_RUN_FOLDER'];
  return folder === undefined || folder === '' ? undefined : folder;
}

/**
 * Does `start` once for all specs (and worker processes) of a run: the first that asks does it, the others wait and
 * get the same value, which must be JSON. A start that throws throws for everybody.
 */
export async function oncePerRun<T>(
  folder: string,
  name: string,
  start: () => Promise<Shared<T>>,
): Promise<T> {
  const done = join(folder, `${name}.json`);
  const isFirst = await mkdir(join(folder, `${name}.lock`)).then(
    () => true,
    () => false,
  );
  if (!isFirst) return waitFor<T>(done);
  try {
    const shared = await start();
    if (shared.process !== undefined) {
      await writeFile(join(folder, `${name}.pid`), `${shared.process.endedBy} ${shared.process.pid}\n`);
    }
    await writeWhole(done, { value: shared.value });
    return shared.value;
  } catch (error) {
    await writeWhole(done, { failed: true });
    throw error;
  }
}

async function waitFor<T>(done: string): Promise<T> {
  for (let waited = 0; waited < WAIT_MS; waited += PAUSE_MS) {
    const text = await readFile(done, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const outcome = JSON.parse(text) as { value: T } | { failed: true };
      if ('failed' in outcome) break;
      return outcome.value;
    }
    await sleep(PAUSE_MS);
  }
  throw new HarnessError('shared-start-failed');
}

/** A reader sees the whole file or none. */
async function writeWhole(file: string, value: unknown): Promise<void> {
  const part = `${file}.part`;
  await writeFile(part, JSON.stringify(value), { mode: 0o600 });
  await rename(part, file).catch(async (error: unknown) => {
    await rm(part, { force: true });
    throw error;
  });
}
