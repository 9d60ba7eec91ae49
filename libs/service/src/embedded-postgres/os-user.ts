import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const run = promisify(execFile);

/** Whom PostgreSQL runs as: undefined means "as ourselves", which is right for everybody but root. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
  /** `granted`: a folder above the data or the binaries is closed to this user, who is let through it (see `runAs`). */
  readonly passage?: 'granted';
}

const CANDIDATES = ['postgres', 'nobody'] as const;

/**
 * PostgreSQL refuses to run as root. As root we run it as the owner of an existing data folder, else as the first
 * of `postgres` and `nobody` that exists (initdb needs a named user, any other number would not do).
 *
 * @throws EmbeddedPostgresError `no-unprivileged-user`
 */
export async function unprivilegedUser(dataFolder: string): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const user = await lookUp(name);
    if (user !== undefined) return user;
  }
  throw new EmbeddedPostgresError('no-unprivileged-user');
}

async function lookUp(name: string): Promise<OsUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** Whether `user` may pass through every folder above `path` (read from the mode bits; ACLs are not looked at). */
export async function canReach(user: OsUser, path: string): Promise<boolean> {
  let folder = dirname(resolve(path));
  for (;;) {
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && !mayPass(user, found)) return false;
    const parent = dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
}

function mayPass(user: OsUser, folder: { uid: number; gid: number; mode: number }): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
