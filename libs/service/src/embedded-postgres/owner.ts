import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { childrenOf, commandLineOf, isAlive, signal, startTokenOf, waitUntilGone } from './processes.js';

const FAST_STOP_MS = 15_000;
const IMMEDIATE_STOP_MS = 5_000;

/** Names the Node process that runs the server of a data folder. */
const ownerFileOf = (dataFolder: string): string => `${dataFolder}.owner`;

/** Writes that this process owns the data folder. Starts that race are settled by PostgreSQL's own lock file. */
export async function takeOwnership(dataFolder: string): Promise<void> {
  const text = JSON.stringify({ pid: process.pid, started: await startTokenOf(process.pid) });
  await writeFile(ownerFileOf(dataFolder), text, { mode: 0o600 });
}

export async function giveUpOwnership(dataFolder: string): Promise<void> {
  await rm(ownerFileOf(dataFolder), { force: true });
}

/**
 * Clears the way for a start. A server whose owner still lives is left alone; one that outlived its owner (killed
 * with SIGKILL, its watchdog too) is stopped; a lock file whose process id now belongs to something else is removed.
 *
 * @throws EmbeddedPostgresError `folder-in-use`
 */
export async function clearLeftovers(dataFolder: string): Promise<void> {
  if (await hasLivingOwner(dataFolder)) throw new EmbeddedPostgresError('folder-in-use');
  const lockFile = join(dataFolder, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (!(await isAlive(pid))) return;
  if (await isServerOf(pid, dataFolder)) await stopServer(pid);
  else await rm(lockFile, { force: true });
}

async function hasLivingOwner(dataFolder: string): Promise<boolean> {
  const text = await readFile(ownerFileOf(dataFolder), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const owner = parseOwner(text);
  if (owner === undefined || owner.pid === process.pid) return false;
  return (await isAlive(owner.pid)) && (await startTokenOf(owner.pid)) === owner.started;
}

function parseOwner(text: string): { pid: number; started: string } | undefined {
  try {
    const { pid, started } = JSON.parse(text) as { pid?: unknown; started?: unknown };
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

async function isServerOf(pid: number, dataFolder: string): Promise<boolean> {
  const commandLine = await commandLineOf(pid);
  if (commandLine === undefined) throw new EmbeddedPostgresError('folder-in-use');
  return commandLine.includes('postgres') && commandLine.includes(dataFolder);
}

/** Fast stop (SIGINT), then immediate stop (SIGQUIT), then SIGKILL with all its children. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  // A stopped process takes the signal only once it goes on.
  signal(pid, 'SIGCONT');
  if (await waitUntilGone(pid, FAST_STOP_MS)) return;
  signal(pid, 'SIGQUIT');
  if (await waitUntilGone(pid, IMMEDIATE_STOP_MS)) return;
  await killServer(pid);
}

/** SIGKILL for the postmaster and all its children at once, as a power cut would. */
export async function killServer(pid: number): Promise<void> {
  // Stopped first, so that it starts no child between the listing and the end.
  signal(pid, 'SIGSTOP');
  const family = [pid, ...(await childrenOf(pid))];
  for (const each of family) signal(each, 'SIGKILL');
  await Promise.all(family.map((each) => waitUntilGone(each, IMMEDIATE_STOP_MS)));
}
