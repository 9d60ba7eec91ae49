import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@havre/service/embedded-postgres';
import type { EmbeddedPostgres } from '@havre/service/embedded-postgres';
import { oncePerRun, runFolder } from '../run/once-per-run.js';
import type { Shared } from '../run/once-per-run.js';
import { Databases } from './databases.js';
import { isOnlyDocker, postgresEngine, startDockerPostgres } from './docker-postgres.js';
import type { TestPostgres, TestPostgresServer } from './test-postgres.js';

export interface PostgresOptions {
  /** A server of one's own, that may be killed, restarted and suspended; otherwise one server serves the whole run. */
  readonly dedicated?: boolean;
  /** Server settings of a dedicated server; names as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where a dedicated server keeps its data, deleted at its end; a temporary folder of its own unless given. */
  readonly dataFolder?: string;
}

/** Only a machine that loses power needs fsync: it survives every SIGKILL that a test can send. */
const SHARED_SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '300' };

/**
 * A fresh database on a real PostgreSQL: on the server named by `HAVRE_TEST_POSTGRES_URL` (its user must be allowed to
 * create databases), else on one server that all specs of a run share: from Docker where it has `postgres:18`, embedded
 * otherwise.
 *
 * With `dedicated: true`, always an embedded server of one's own: its data are files that a test can look into.
 */
export function startPostgres(
  options: PostgresOptions & { readonly dedicated: true },
): Promise<TestPostgresServer>;
export function startPostgres(options?: PostgresOptions): Promise<TestPostgres>;
export async function startPostgres(
  options: PostgresOptions = {},
): Promise<TestPostgres | TestPostgresServer> {
  if (options.dedicated === true) {
    const dataFolder = options.dataFolder ?? newDataFolder();
    return dedicatedPostgres(await startThrowAway(options.settings, dataFolder), dataFolder);
  }
  const given = process.env['HAVRE_TEST_POSTGRES_URL'];
  if (given !== undefined && given !== '') return databasesOn(given);
  const folder = runFolder();
  if (folder === undefined) return ownSmallServer();
  return databasesOn(await oncePerRun(folder, 'postgres', () => startShared(folder)));
}

async function startShared(folder: string): Promise<Shared<string>> {
  const container = await startFromDocker();
  if (container !== undefined) return { value: container.url };
  const dataFolder = join(folder, 'postgres');
  const server = await startEmbeddedPostgres({ dataFolder, settings: SHARED_SETTINGS, unwatched: true });
  return { value: server.url, process: { pid: server.pid, endedBy: 'QUIT' } };
}

/** An engine that has the image may still be unable to run it; the embedded server is the same PostgreSQL. */
async function startFromDocker(): Promise<Awaited<ReturnType<typeof startDockerPostgres>> | undefined> {
  const engine = await postgresEngine();
  if (engine === undefined) return undefined;
  return startDockerPostgres(engine, SHARED_SETTINGS).catch((failure: unknown) => {
    if (isOnlyDocker()) throw failure;
    return undefined;
  });
}

const newDataFolder = (): string => join(tmpdir(), `havre-test-postgres-${randomBytes(6).toString('hex')}`);

function startThrowAway(
  settings: Readonly<Record<string, string>> = {},
  dataFolder = newDataFolder(),
): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataFolder, throwAway: true, settings });
}

async function databasesOn(adminUrl: string): Promise<TestPostgres> {
  const databases = new Databases(adminUrl);
  return {
    url: await databases.create(),
    adminUrl,
    createDatabase: (name) => databases.create(name),
    stop: () => databases.dropAll(),
  };
}

/** Outside jest, or in a jest without the global setup: nobody to share with. */
async function ownSmallServer(): Promise<TestPostgres> {
  const container = await startFromDocker();
  if (container !== undefined) return { ...(await databasesOn(container.url)), stop: () => container.stop() };
  const server = await startThrowAway(SHARED_SETTINGS);
  return { ...(await databasesOn(server.url)), stop: () => server.stop() };
}

async function dedicatedPostgres(server: EmbeddedPostgres, dataFolder: string): Promise<TestPostgresServer> {
  return {
    ...(await databasesOn(server.url)),
    port: server.port,
    dataFolder,
    get pid() {
      return server.pid;
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
    restart: () => server.restart(),
    suspend: () => server.suspend(),
    resume: () => server.resume(),
  };
}
