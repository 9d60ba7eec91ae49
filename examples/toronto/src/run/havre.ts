import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keysFileIn } from './city-keys.js';
import { ReplayError } from './replay-error.js';

const STANDALONE = join(import.meta.dirname, '../../../../services/standalone/dist/main.js');
const SERVICES = ['POLICY_GATE', 'FEED', 'ADMIN', 'REFERRAL', 'CAPACITY'];
/** A replay sends in minutes what a city sends in weeks. */
const REQUESTS_PER_MINUTE = '1000000';

/** A Havre that the replay drives over HTTP. */
export interface Havre {
  readonly gateUrl: string;
  readonly feedUrl: string;
  /** True when the replay started it, and so ends it. */
  readonly isOwn: boolean;
  close(): Promise<void>;
}

/** The Havre that already runs on a data folder, or one of our own on free ports. */
export async function openHavre(dataFolder: string): Promise<Havre> {
  return (await joinRunning(dataFolder)) ?? (await startOwn(dataFolder));
}

async function joinRunning(dataFolder: string): Promise<Havre | undefined> {
  const urls = await readUrls(dataFolder);
  if (urls === undefined) return undefined;
  const isThere = await fetch(new URL('/readyz', urls.policyGate)).then(
    (response) => response.ok,
    () => false,
  );
  if (!isThere) return undefined;
  return { gateUrl: urls.policyGate, feedUrl: urls.feed, isOwn: false, close: () => Promise.resolve() };
}

async function startOwn(dataFolder: string): Promise<Havre> {
  const child = spawn(process.execPath, [STANDALONE], {
    env: {
      ...process.env,
      HAVRE_DATA_FOLDER: dataFolder,
      HAVRE_KEYS_FILE: keysFileIn(dataFolder),
      HAVRE_RATE_LIMIT_PER_MINUTE: REQUESTS_PER_MINUTE,
      ...Object.fromEntries(SERVICES.map((name) => [`HAVRE_${name}_PORT`, '0'])),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const close = () => end(child);
  await untilReady(child);
  const urls = await readUrls(dataFolder);
  if (urls === undefined) {
    await close();
    throw new ReplayError('Havre says that it is ready, but not where');
  }
  return { gateUrl: urls.policyGate, feedUrl: urls.feed, isOwn: true, close };
}

/** Resolves with the line `ready`; rejects when the process ends before it. */
async function untilReady(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new ReplayError('Havre did not start');
  });
  const ready = new Promise<void>((resolve) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-1_000);
      if (/^ready$/m.test(output)) resolve();
    });
  });
  ended.catch(() => undefined);
  await Promise.race([ready, ended]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function readUrls(folder: string): Promise<{ policyGate: string; feed: string } | undefined> {
  const text = await readFile(join(folder, 'running.json'), 'utf8').catch(() => undefined);
  return text === undefined
    ? undefined
    : (JSON.parse(text) as { urls: { policyGate: string; feed: string } }).urls;
}
