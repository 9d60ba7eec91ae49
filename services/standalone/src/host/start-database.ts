import { join } from 'node:path';
import { defineSettings, type Environment, SHARED_SETTINGS } from '@havre/service';
import { startEmbeddedPostgres } from '@havre/service/embedded-postgres';
import { Client } from 'pg';

/** The database of one Havre on one machine. */
export interface Database {
  /** A secret: holds the password. */
  readonly url: string;
  /** Folder of the embedded server's data; nothing when `HAVRE_DATABASE_URL` names a server of somebody else. */
  readonly folder: string | undefined;
  close(): Promise<void>;
}

const NAME = 'havre';

/** What every service must have, `npm start` may do without. */
const databaseSettings = defineSettings({
  url: { ...SHARED_SETTINGS.databaseUrl, isRequired: false, fallback: '' },
});

/**
 * The database that `HAVRE_DATABASE_URL` names, or a PostgreSQL of our own in the data folder.
 *
 * @throws EmbeddedPostgresError whose code says what to do
 */
export async function startDatabase(env: Environment, dataFolder: string): Promise<Database> {
  const { url: given } = databaseSettings.read(env);
  if (given !== '') return { url: given, folder: undefined, close: () => Promise.resolve() };
  const folder = join(dataFolder, 'postgres');
  const server = await startEmbeddedPostgres({ dataFolder: folder });
  await ensureDatabase(server.url);
  const url = new URL(server.url);
  url.pathname = `/${NAME}`;
  return { url: url.href, folder, close: () => server.stop() };
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${NAME}`);
  } finally {
    await client.end();
  }
}
