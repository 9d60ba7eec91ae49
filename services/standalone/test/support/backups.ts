import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestPostgresServer } from '@havre/test-harness';
import { Client } from 'pg';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../../..');

/** What a server must be told so that its write-ahead log still has what a backup needs when it ends. */
export const BACKED_UP = { wal_level: 'replica', wal_keep_size: '512MB', max_wal_senders: '2' };

/** A copy of a server's data, taken while it works: PostgreSQL's own way (pg_backup_start … pg_backup_stop). */
export class Backup {
  private constructor(private readonly folder: string) {}

  static async take(server: TestPostgresServer): Promise<Backup> {
    const backup = new Backup(await mkdtemp(join(tmpdir(), 'havre-backup-')));
    const client = new Client({ connectionString: server.adminUrl });
    await client.connect();
    try {
      await client.query("SELECT pg_backup_start('test', true)");
      await backup.copyIn(server, (name) => !['pg_wal', 'postmaster.pid', 'postmaster.opts'].includes(name));
      const { rows } = await client.query<{ labelfile: string }>(
        'SELECT labelfile FROM pg_backup_stop(false)',
      );
      await backup.copyIn(server, (name) => name === 'pg_wal');
      await writeFile(join(backup.folder, 'backup_label'), rows[0]?.labelfile ?? '');
    } finally {
      await client.end();
    }
    return backup;
  }

  /** Files that go while they are copied are of no use to a backup, and no reason to fail. */
  private async copyIn(server: TestPostgresServer, isWanted: (name: string) => boolean): Promise<void> {
    for (const name of (await readdir(server.dataFolder)).filter(isWanted)) {
      await run('cp', ['-a', join(server.dataFolder, name), this.folder]).catch(() => undefined);
    }
  }

  /** Puts the server back to the end of the backup; everything since is gone from it. */
  async restore(server: TestPostgresServer): Promise<void> {
    await server.kill();
    for (const name of await readdir(server.dataFolder)) {
      await rm(join(server.dataFolder, name), { recursive: true, force: true });
    }
    await run('cp', ['-a', `${this.folder}/.`, server.dataFolder]);
    // The label was written by us: the server's own user has to read and remove it.
    const owner = await run('stat', ['-c', '%u:%g', join(server.dataFolder, 'PG_VERSION')]);
    await run('chown', [owner.stdout.trim(), server.dataFolder, join(server.dataFolder, 'backup_label')]);
    await server.restart();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A copy of a folder of which nothing is being written. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'havre-copy-'));
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Runs a command of a service, e.g. `rewind`, to its end; answers with what it printed. */
export async function runCommand(
  service: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, 'services', service, 'dist/main.js'), ...parameters], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(`${service} ${parameters.join(' ')} ended with ${String(code)}: ${printed}`);
  return printed;
}
