import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { OsUser } from './os-user.js';

const run = promisify(execFile);

/**
 * util-linux' setpriv becomes the user and keeps one right of root's: to pass through, and read in, folders that are
 * closed to that user. `no_setuid_fixup`, because access(2), with which PostgreSQL looks for its own program, otherwise
 * asks without that right.
 */
const PASSAGE = [
  '--clear-groups',
  '--inh-caps=+dac_read_search',
  '--ambient-caps=+dac_read_search',
  '--securebits=+no_setuid_fixup',
];

/** How to start a program as somebody: what to run, and the options of `spawn` or `execFile`. */
export interface RunAs {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number };
}

/** The program as `user`; undefined means "as ourselves". */
export function runAs(user: OsUser | undefined, command: string, parameters: readonly string[]): RunAs {
  if (user === undefined) return { command, parameters, options: {} };
  const { uid, gid } = user;
  if (user.passage !== 'granted') return { command, parameters, options: { uid, gid } };
  const become = [`--reuid=${String(uid)}`, `--regid=${String(gid)}`, ...PASSAGE];
  return { command: 'setpriv', parameters: [...become, '--', command, ...parameters], options: {} };
}

/** Whether a program can be started as `user` with passage granted on this machine. */
export async function canGrantPassage(user: OsUser): Promise<boolean> {
  const { command, parameters } = runAs({ ...user, passage: 'granted' }, 'true', []);
  return run(command, [...parameters]).then(
    () => true,
    () => false,
  );
}
