import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { DatabaseError, toDatabaseError } from './database-error.js';
import { PreparingClient } from './preparing-client.js';
import { SilentOrmLogger } from './silent-orm-logger.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

export interface DataSourceSettings {
  /** `postgres://…`. A secret. */
  readonly url: string;
  /** The service's own schema: made when absent, and the only one on the search path. */
  readonly schema: string;
  readonly entities?: NonNullable<PostgresOptions['entities']>;
  readonly migrations?: NonNullable<PostgresOptions['migrations']>;
  /** Most connections. Default 10. */
  readonly poolSize?: number;
  /** How long to wait for a PostgreSQL that is not there yet. Default 30 000 ms. */
  readonly connectWithinMs?: number;
  /** Most milliseconds of one statement. Default 30 000. */
  readonly statementTimeoutMs?: number;
  /** Most milliseconds that a statement waits for a lock. Default: as long as it may take. */
  readonly lockTimeoutMs?: number;
}

const RETRY_MS = 250;
const CONNECT_WITHIN_MS = 30_000;
const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Opens a pool whose search path is the service's schema, after making the schema and running the migrations that are
 * missing. Replicas that start together take turns by an advisory lock, so a migration runs once. A role that owns the
 * schema needs no right on anything else of the database.
 *
 * @throws DatabaseError `database-unreachable`, `database-refused`, `migration-failed`
 */
export async function createDataSource(settings: DataSourceSettings): Promise<DataSource> {
  if (!SCHEMA_NAME.test(settings.schema))
    throw new TypeError('A schema name is lower-case letters, digits and _.');
  const lock = await connect(settings);
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [lockNumberOf(settings.schema)]);
    await ensureSchema(lock, settings.schema);
    return await openAndMigrate(settings);
  } catch (error) {
    throw error instanceof DatabaseError ? error : toDatabaseError(error);
  } finally {
    // Ends the session and with it the lock.
    await lock.end().catch(() => undefined);
  }
}

/** `IF NOT EXISTS` would ask for the right to make schemas even where there is nothing to make. */
async function ensureSchema(client: pg.Client, schema: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (found.rowCount === 0) await client.query(`CREATE SCHEMA ${schema}`);
}

async function openAndMigrate(settings: DataSourceSettings): Promise<DataSource> {
  const dataSource = await openPool(settings);
  try {
    await dataSource.runMigrations({ transaction: 'each' });
    return dataSource;
  } catch {
    await dataSource.destroy();
    throw new DatabaseError('migration-failed');
  }
}

/** On a busy machine the first connection of the pool may come too late, as the one before could: it is tried as often. */
async function openPool(settings: DataSourceSettings): Promise<DataSource> {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      return await new DataSource(optionsOf(settings)).initialize();
    } catch (error) {
      const fault = toDatabaseError(error);
      if (!fault.retriable || waited >= (settings.connectWithinMs ?? CONNECT_WITHIN_MS)) throw fault;
    }
    await sleep(RETRY_MS);
  }
}

function optionsOf({
  url,
  schema,
  entities,
  migrations,
  poolSize,
  statementTimeoutMs,
  lockTimeoutMs,
}: DataSourceSettings): PostgresOptions {
  return {
    type: 'postgres',
    url,
    schema,
    entities: entities ?? [],
    migrations: migrations ?? [],
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
    logger: new SilentOrmLogger(),
    applicationName: `havre-${schema}`,
    poolSize: poolSize ?? 10,
    // An idle connection that breaks is replaced; the pool's event must be heard, its text must not be printed.
    poolErrorHandler: () => undefined,
    connectTimeoutMS: 5_000,
    extra: {
      Client: PreparingClient,
      options: `-c search_path=${schema}`,
      statement_timeout: statementTimeoutMs ?? 30_000,
      ...(lockTimeoutMs === undefined ? {} : { lock_timeout: lockTimeoutMs }),
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  };
}

/** Retries what may pass by itself (nobody listens yet, still starting up), not a refusal. */
async function connect({ url, connectWithinMs = CONNECT_WITHIN_MS }: DataSourceSettings): Promise<pg.Client> {
  for (let waited = 0; ; waited += RETRY_MS) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const fault = toDatabaseError(error);
      if (!fault.retriable || waited >= connectWithinMs) throw fault;
    }
    await sleep(RETRY_MS);
  }
}

/** Any number will do, as long as it is the schema's own. */
function lockNumberOf(schema: string): string {
  return createHash('sha256').update(`havre:${schema}`).digest().readBigInt64BE(0).toString();
}
