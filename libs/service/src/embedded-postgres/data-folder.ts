import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.js';
import { EmbeddedPostgresError, codeOfServerOutput } from './embedded-postgres-error.js';
import type { OsUser } from './os-user.js';
import { runAs } from './run-as.js';

const run = promisify(execFile);

export const SUPERUSER = 'havre';

/** The password's file lies beside the data folder, readable by its owner only. */
export const passwordFileOf = (dataFolder: string): string => `${dataFolder}.password`;

/**
 * Makes the data folder on the first start and leaves an existing one alone. initdb works in a folder beside it that
 * is renamed at the end, so a first start that was killed half-way leaves nothing that looks like a database.
 *
 * @returns the superuser's password
 * @throws EmbeddedPostgresError `folder-not-writable`, `folder-not-accessible`, `folder-unusable`, `disk-full`, `initialisation-failed`
 */
export async function prepareDataFolder(
  dataFolder: string,
  binaries: PostgresBinaries,
  user: OsUser | undefined,
): Promise<string> {
  if (await exists(join(dataFolder, 'PG_VERSION'))) return readPassword(dataFolder);
  const password = randomBytes(24).toString('base64url');
  try {
    await mkdir(dirname(dataFolder), { recursive: true });
    await writeFile(passwordFileOf(dataFolder), `${password}\n`, { mode: 0o600 });
    await initialise(dataFolder, binaries, user, password);
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? error : new EmbeddedPostgresError(codeOfFileError(error));
  }
  return password;
}

async function initialise(
  dataFolder: string,
  binaries: PostgresBinaries,
  user: OsUser | undefined,
  password: string,
): Promise<void> {
  const staging = `${dataFolder}.initialising`;
  const passwordCopy = `${staging}.password`;
  await rm(staging, { recursive: true, force: true });
  await rm(passwordCopy, { force: true });
  await mkdir(staging, { mode: 0o700 });
  await writeFile(passwordCopy, `${password}\n`, { mode: 0o600 });
  try {
    if (user !== undefined) {
      await Promise.all([staging, passwordCopy].map((path) => chown(path, user.uid, user.gid)));
    }
    await runInitdb(binaries.initdb, staging, passwordCopy, user);
    await rm(dataFolder, { recursive: true, force: true });
    await rename(staging, dataFolder);
  } finally {
    await rm(passwordCopy, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

/** The builtin locale provider needs no locale of the operating system, so none can be missing. */
async function runInitdb(
  initdb: string,
  folder: string,
  passwordFile: string,
  user: OsUser | undefined,
): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  try {
    const start = runAs(user, initdb, options);
    await run(start.command, [...start.parameters], {
      ...start.options,
      cwd: folder,
      env: serverEnvironment(),
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new EmbeddedPostgresError(codeOfServerOutput(stderr + stdout, 'initialisation-failed'));
  }
}

/** What the server's processes see of our environment: nothing that could hold a secret or change their language. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C' };
}

async function readPassword(dataFolder: string): Promise<string> {
  const text = await readFile(passwordFileOf(dataFolder), 'utf8').catch(() => '');
  const password = text.trim();
  if (password === '') throw new EmbeddedPostgresError('folder-unusable');
  return password;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function codeOfFileError(error: unknown): 'disk-full' | 'folder-not-writable' {
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'folder-not-writable';
}
