import { randomBytes } from 'node:crypto';
import { findEngineWithImage } from '../docker/docker-engine.js';
import { startWatched } from '../docker/start-watched.js';
import type { EngineAddress } from '../docker/watchdog.js';
import { HarnessError } from '../harness-error.js';

export const POSTGRES_IMAGE = 'postgres:18';

const READY_TIMEOUT_MS = 180_000;

/**
 * The engine that the shared PostgreSQL comes from: Docker's where it has the image, else none and the server is an embedded
 * one. `HAVRE_TEST_POSTGRES_SOURCE=docker|embedded` tries only that one.
 *
 * @throws HarnessError `postgres-unavailable` when only Docker will do and it will not
 */
export async function postgresEngine(): Promise<EngineAddress | undefined> {
  if (process.env['HAVRE_TEST_POSTGRES_SOURCE'] === 'embedded') return undefined;
  const engine = await findEngineWithImage(POSTGRES_IMAGE);
  if (engine === undefined && isOnlyDocker()) throw new HarnessError('postgres-unavailable');
  return engine;
}

/** Whether a container that does not start is the end of it. */
export function isOnlyDocker(): boolean {
  return process.env['HAVRE_TEST_POSTGRES_SOURCE'] === 'docker';
}

/**
 * PostgreSQL from its public image, through testcontainers; answers its maintenance database. testcontainers' own cleaner
 * is off: a watchdog of ours removes the container when this process dies.
 */
export async function startDockerPostgres(
  engine: EngineAddress,
  settings: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const configured = new PostgreSqlContainer(POSTGRES_IMAGE)
    .withDatabase('postgres')
    .withPassword(randomBytes(18).toString('hex'))
    .withCommand(['postgres', ...options])
    .withStartupTimeout(READY_TIMEOUT_MS);
  const { container, dismissWatchdog } = await startWatched(engine, configured);
  return {
    url: container.getConnectionUri(),
    stop: async () => {
      dismissWatchdog();
      await container.stop();
    },
  };
}
