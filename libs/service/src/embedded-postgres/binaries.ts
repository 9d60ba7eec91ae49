import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORMS: ReadonlySet<string> = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);
const EXECUTABLE = 0o555;

/**
 * Finds the PostgreSQL binaries of the installed `embedded-postgres` package. Its own JavaScript is not loaded: it
 * hooks process signals, which would race our drain.
 *
 * @throws EmbeddedPostgresError `unsupported-platform`, `binaries-missing`
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.has(platform)) throw new EmbeddedPostgresError('unsupported-platform');
  const folder = join(dirname(locatePackage(platform)), '..', 'native');
  const binaries = { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
  await Promise.all([makeExecutable(binaries.initdb), makeExecutable(binaries.postgres)]);
  await makeSymlinks(folder);
  return binaries;
}

function locatePackage(platform: string): string {
  try {
    const near = createRequire(import.meta.url);
    return createRequire(near.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new EmbeddedPostgresError('binaries-missing');
  }
}

async function makeExecutable(file: string): Promise<void> {
  try {
    const { mode } = await stat(file);
    if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
  } catch {
    throw new EmbeddedPostgresError('binaries-missing');
  }
}

/** The package makes its libraries' symlinks in an install script, which npm may have been told not to run. */
async function makeSymlinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { source: string; target: string }[];
  await Promise.all(
    links.map(({ source, target }) =>
      symlink(basename(source), join(folder, '..', target)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
          throw new EmbeddedPostgresError('binaries-missing');
      }),
    ),
  );
}
