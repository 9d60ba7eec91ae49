import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { toEventLogError } from '../fault.js';
import type { PostgresSettings } from './postgres-settings.js';

/** A statement with a name is prepared once a connection; names are constants of this folder. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export type Row = readonly unknown[];

/**
 * The two ways into the database. `durable` waits for the disk at commit: appends. `swift` does not: leases and committed
 * offsets, where losing the last moment of a crashed server only means that records are delivered again. WAL keeps its
 * order, so a crash never leaves a later lease without an earlier one.
 */
export class LogDatabase {
  readonly #durable: Pool;
  readonly #swift: Pool;

  constructor(settings: PostgresSettings) {
    this.#durable = openPool(settings, { max: 2 });
    this.#swift = openPool(settings, {
      max: settings.poolSize,
      options: '-c synchronous_commit=off',
    });
  }

  durable(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return run(this.#durable, statement, values);
  }

  swift(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return run(this.#swift, statement, values);
  }

  /** Runs `work` in one durable transaction. */
  async transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined;
    try {
      client = await this.#durable.connect();
      // The query under way rejects; unheard, the event would end the process.
      client.on('error', ignore);
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      client.off('error', ignore);
      client.release();
      return result;
    } catch (error) {
      // The connection is thrown away: after a failure nobody knows what state it is in.
      client?.release(true);
      throw toEventLogError(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#durable.end(), this.#swift.end()]).catch(() => undefined);
  }
}

/** What every connection of the log has in common. */
export function connectionConfig(settings: PostgresSettings): PoolConfig {
  return {
    connectionString: settings.connectionString,
    application_name: 'havre-event-log',
    connectionTimeoutMillis: settings.connectTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    query_timeout: settings.statementTimeoutMs + 1_000,
    keepAlive: true,
  };
}

function openPool(settings: PostgresSettings, own: PoolConfig): Pool {
  const pool = new Pool({ ...connectionConfig(settings), idleTimeoutMillis: 60_000, ...own });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => settings.logger.warn('event-log.connection-lost'));
  return pool;
}

function ignore(): void {
  // Deliberately nothing.
}

async function run(pool: Pool, statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
  try {
    const result = await pool.query<unknown[]>({ ...statement, values: [...values], rowMode: 'array' });
    return result.rows;
  } catch (error) {
    throw toEventLogError(error);
  }
}
