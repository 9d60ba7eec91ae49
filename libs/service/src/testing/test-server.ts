import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';

/** A data folder that does not exist yet. */
export const newDataFolder = (): string =>
  join(tmpdir(), `havre-test-data-${randomBytes(6).toString('hex')}`);

/** A PostgreSQL of one spec. This library cannot use the test harness, which is built on it. */
export const startTestServer = (): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataFolder: newDataFolder(), throwAway: true });

export async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
