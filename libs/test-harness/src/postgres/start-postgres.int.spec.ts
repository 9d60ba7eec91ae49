import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startPostgres } from './start-postgres.js';
import type { TestPostgres, TestPostgresServer } from './test-postgres.js';

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as readonly Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe('a database for a spec', () => {
  let postgres: TestPostgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres.stop();
  });

  it('is a real PostgreSQL 18', async () => {
    expect(
      await query(postgres.url, "SELECT current_setting('server_version_num')::int / 10000 AS major"),
    ).toEqual([{ major: 18 }]);
  });

  it('is empty and apart from the others', async () => {
    const other = await postgres.createDatabase('other');
    await query(postgres.url, 'CREATE TABLE t (i int)');
    expect(await query(other, "SELECT to_regclass('t') AS found")).toEqual([{ found: null }]);
  });

  it('drops its databases at the end', async () => {
    const own = await startPostgres();
    const database = new URL(own.url).pathname.slice(1);
    await own.stop();
    if (new URL(own.adminUrl).port !== new URL(postgres.adminUrl).port) return;
    const found = await query(postgres.adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${database}'`);
    expect(found).toEqual([]);
  });
});

describe('a server of one’s own', () => {
  let server: TestPostgresServer;

  beforeAll(async () => {
    server = await startPostgres({ dedicated: true });
    await query(server.url, 'CREATE TABLE kept (i int); INSERT INTO kept VALUES (1)');
  });
  afterAll(async () => {
    await server.stop();
  });

  it('keeps what was committed over SIGKILL, on the same port', async () => {
    const before = server.pid;
    await server.kill();
    await expect(query(server.url, 'SELECT 1')).rejects.toThrow();
    await server.restart();
    expect(server.pid).not.toBe(before);
    expect(await query(server.url, 'SELECT i FROM kept')).toEqual([{ i: 1 }]);
  });

  it('answers nothing while suspended, and everything afterwards', async () => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await server.suspend();
    let isAnswered = false;
    const answer = client.query('SELECT i FROM kept').then((result) => {
      isAnswered = true;
      return result.rows as unknown;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isAnswered).toBe(false);
    await server.resume();
    expect(await answer).toEqual([{ i: 1 }]);
    await client.end();
  });
});
