import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { untilReady } from './until-ready.js';

const ROOT = join(import.meta.dirname, '../../..');

/** A Havre in one process, as `npm start` runs it, on free ports. */
export interface Standalone {
  readonly pid: number;
  readonly urls: Readonly<Record<'policyGate' | 'feed' | 'admin', string>>;
  /** Token of one of the demo city's keys. */
  token(id: string): string;
  stop(): Promise<void>;
}

/** Starts the compiled program and waits for its line `ready`. */
export async function startStandalone(options: {
  readonly folder: string;
  readonly databaseUrl?: string;
  /** More of its environment. */
  readonly variables?: Readonly<Record<string, string>>;
}): Promise<Standalone> {
  const ports = ['POLICY_GATE', 'FEED', 'ADMIN', 'REFERRAL', 'CAPACITY'].map((name) => [
    `HAVRE_${name}_PORT`,
    '0',
  ]);
  const child = spawn(process.execPath, [join(ROOT, 'services/standalone/dist/main.js')], {
    env: {
      ...process.env,
      ...(Object.fromEntries(ports) as Record<string, string>),
      ...options.variables,
      HAVRE_DATA_FOLDER: options.folder,
      ...(options.databaseUrl === undefined ? {} : { HAVRE_DATABASE_URL: options.databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(child);
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(options.folder, name), 'utf8')) as unknown;
  const { urls } = (await read('running.json')) as Pick<Standalone, 'urls'>;
  const keys = (await read('demo-keys.json')) as { id: string; token: string }[];
  return {
    pid: child.pid ?? 0,
    urls,
    token: (id) => keys.find((key) => key.id === id)?.token ?? '',
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
