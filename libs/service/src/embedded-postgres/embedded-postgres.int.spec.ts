import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { newDataFolder, query } from '../testing/test-server.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { isAlive, signal, waitUntilGone } from './processes.js';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function aDataFolder(): string {
  const folder = newDataFolder();
  const paths = [folder, `${folder}.password`, `${folder}.owner`];
  cleanUps.push(() => Promise.all(paths.map((path) => rm(path, { recursive: true, force: true }))));
  return folder;
}

async function start(dataFolder: string, port = 0): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder, port });
  cleanUps.push(() => server.stop());
  return server;
}

/** Makes it look as if the process that started the server were gone, without its watchdog. */
const forgetOwner = (dataFolder: string): Promise<void> =>
  writeFile(`${dataFolder}.owner`, JSON.stringify({ pid: 2 ** 22 - 1, started: 'long ago' }));

describe('a data folder', () => {
  it('is made once and used again, with the same password', async () => {
    const folder = aDataFolder();
    const first = await start(folder);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS i');
    await first.stop();
    const second = await start(folder);
    expect(await query(second.url, 'SELECT i FROM kept')).toEqual([{ i: 1 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  it('and its password are for their owner only', async () => {
    const folder = aDataFolder();
    await start(folder);
    const modes = await Promise.all(
      [folder, `${folder}.password`].map(async (path) => (await stat(path)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o600]);
  });

  it('may lie in a folder that is closed to everybody else, also when root starts it', async () => {
    const closed = newDataFolder();
    cleanUps.push(() => rm(closed, { recursive: true, force: true }));
    await mkdir(closed, { mode: 0o700 });
    const server = await start(join(closed, 'data'));
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('without its password is refused, not replaced', async () => {
    const folder = aDataFolder();
    await (await start(folder)).stop();
    await rm(`${folder}.password`);
    await expect(start(folder)).rejects.toMatchObject({ code: 'folder-unusable' });
    await expect(access(`${folder}/PG_VERSION`)).resolves.toBeUndefined();
  });

  it('of a running server is not taken by a second start', async () => {
    const folder = aDataFolder();
    const server = await start(folder);
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    cleanUps.push(() => {
      const ended = once(holder, 'exit');
      holder.kill('SIGKILL');
      return ended;
    });
    const { startTokenOf } = await import('./processes.js');
    const started = await startTokenOf(holder.pid ?? 0);
    await writeFile(`${folder}.owner`, JSON.stringify({ pid: holder.pid, started }));
    await expect(start(folder)).rejects.toMatchObject({ code: 'folder-in-use', retriable: false });
    expect(await isAlive(server.pid)).toBe(true);
  });

  it('whose server outlived its owner is taken over, with everything that was committed', async () => {
    const folder = aDataFolder();
    const left = await start(folder);
    await query(left.url, 'CREATE TABLE kept AS SELECT 1 AS i');
    await forgetOwner(folder);
    const server = await start(folder);
    expect(await isAlive(left.pid)).toBe(false);
    expect(await query(server.url, 'SELECT i FROM kept')).toEqual([{ i: 1 }]);
  });

  it('whose lock file names a process of somebody else starts all the same', async () => {
    const folder = aDataFolder();
    await (await start(folder)).stop();
    const text = `${process.pid}\n${folder}\n`;
    await writeFile(`${folder}/postmaster.pid`, text);
    const server = await start(folder);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('of a first start that was killed half-way is begun anew', async () => {
    const folder = aDataFolder();
    await writeFile(`${folder}.password`, 'of the start that was killed\n');
    await writeFile(`${folder}.initialising`, 'half');
    const server = await start(folder);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await expect(access(`${folder}.initialising`)).rejects.toThrow();
  });
});

describe('the server', () => {
  it('listens on 127.0.0.1 only and wants the password', async () => {
    const server = await start(aDataFolder());
    const shown = await query(
      server.url,
      "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit') ORDER BY name",
    );
    expect(shown.map(({ setting }) => setting)).toEqual(['on', '127.0.0.1', 'on', '']);
    await expect(query(server.url.replace(/:[^:@/]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow();
  });

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    cleanUps.push(async () => void other.close());
    await expect(start(aDataFolder(), (other.address() as AddressInfo).port)).rejects.toMatchObject({
      code: 'port-taken',
    });
  });

  it('says when it ends by itself', async () => {
    const server = await start(aDataFolder());
    signal(server.pid, 'SIGQUIT');
    await expect(server.ended).resolves.toBeUndefined();
  });

  it('is stopped by its watchdog when its process is killed', async () => {
    const folder = aDataFolder();
    const program = `
      import { startEmbeddedPostgres } from '@havre/service/embedded-postgres';
      const server = await startEmbeddedPostgres({ dataFolder: process.argv[1] });
      console.log(server.pid);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(await isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await waitUntilGone(pid, 20_000)).toBe(true);
    const server = await start(folder);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await readFile(`${folder}.owner`, 'utf8')).toContain(String(process.pid));
  });
});
