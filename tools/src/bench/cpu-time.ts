import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second in `/proc/<pid>/stat`: USER_HZ, 100 on every Linux. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly ticks: number;
}

/** User and system time of the processes so far, their ended children included; from Linux' `/proc`. */
export async function cpuSeconds(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(pids.map(readTimes));
  return times.reduce((sum, one) => sum + (one?.ticks ?? 0), 0) / TICKS_PER_SECOND;
}

/**
 * How long the main thread of a process has been ready to run, so far, while the machine's processors were with others: in a
 * latency it is what a quiet machine would not have. From Linux' `/proc`; 0 where the kernel does not say.
 */
export async function starvedSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${String(pid)}/task/${String(pid)}/schedstat`, 'utf8').catch(() => '');
  return Number(text.split(' ')[1] ?? 0) / 1_000_000_000;
}

/** A process and its direct children: PostgreSQL's postmaster and its backends. */
export async function familyOf(pid: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const all = await Promise.all(pids.map(async (each) => ({ each, times: await readTimes(each) })));
  return [pid, ...all.filter(({ times }) => times?.parent === pid).map(({ each }) => each)];
}

/** Fields of `stat` after the command's name in parentheses: 2 is the parent, 12 to 15 are the times. */
async function readTimes(pid: number): Promise<ProcessTimes | undefined> {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
  return { parent: fields[1] ?? 0, ticks };
}
