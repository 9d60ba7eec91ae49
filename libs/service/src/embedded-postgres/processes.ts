import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const isLinux = process.platform === 'linux';

/** Whether a process with this id exists, whoever owns it. A zombie counts as gone. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const stat = await statOf(pid);
  return stat?.state !== 'Z';
}

/** The command line of a process, or undefined when it is gone or hidden from us. */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  try {
    if (isLinux) return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return undefined;
  }
}

/** Says when a process started, so that a reused process id is not mistaken for it. Empty when unknown. */
export async function startTokenOf(pid: number): Promise<string> {
  if (isLinux) return (await statOf(pid))?.startTime ?? '';
  try {
    return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim();
  } catch {
    return '';
  }
}

/** The direct children of a process. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  if (!isLinux) {
    const found = await run('pgrep', ['-P', String(pid)]).catch(() => ({ stdout: '' }));
    return found.stdout.split('\n').filter(Boolean).map(Number);
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(pids.map(async (each) => ({ each, stat: await statOf(each) })));
  return stats.filter(({ stat }) => stat?.parent === pid).map(({ each }) => each);
}

/** Sends a signal; a process that is already gone is no error. Returns whether it was there. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process is gone. Returns false when it still lives after `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const pauseMs = 20;
  for (let waited = 0; waited <= timeoutMs; waited += pauseMs) {
    if (!(await isAlive(pid))) return true;
    await sleep(pauseMs);
  }
  return false;
}

interface ProcessStat {
  readonly state: string;
  readonly parent: number;
  readonly startTime: string;
}

/** Fields of /proc/PID/stat; the command in parentheses may hold spaces, so fields are counted after it. */
async function statOf(pid: number): Promise<ProcessStat | undefined> {
  if (!isLinux) return undefined;
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', parent: Number(fields[1]), startTime: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
