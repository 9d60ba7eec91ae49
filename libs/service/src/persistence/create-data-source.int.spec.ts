import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { freePort } from '../embedded-postgres/free-port.js';
import { query, startTestServer } from '../testing/test-server.js';
import { createDataSource } from './create-data-source.js';

const MARK = 'zebra-secret-marker';

class Things1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id int PRIMARY KEY)');
    await runner.query('INSERT INTO thing VALUES (1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE thing');
  }
}

class Broken1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id int)');
    await runner.query(`SELECT '${MARK}'::int`);
  }

  async down(): Promise<void> {
    await Promise.resolve();
  }
}

let server: EmbeddedPostgres;
const opened: DataSource[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await Promise.all(opened.map((dataSource) => dataSource.destroy()));
  await server.stop();
});

async function open(schema: string, migrations: Parameters<typeof createDataSource>[0]['migrations'] = []) {
  const dataSource = await createDataSource({ url: server.url, schema, migrations, poolSize: 2 });
  opened.push(dataSource);
  return dataSource;
}

describe('the database of a service', () => {
  it('is its own schema, and no other is on the path', async () => {
    const dataSource = await open('alpha', [Things1763800000001]);
    expect(await dataSource.query('SHOW search_path')).toEqual([{ search_path: 'alpha' }]);
    expect(await dataSource.query("SELECT to_regclass('alpha.thing') IS NOT NULL AS there")).toEqual([
      { there: true },
    ]);
    expect(await query(server.url, "SELECT to_regclass('public.thing') AS elsewhere")).toEqual([
      { elsewhere: null },
    ]);
  });

  it('is migrated once when replicas start together', async () => {
    const replicas = await Promise.all(Array.from({ length: 4 }, () => open('beta', [Things1763800000001])));
    for (const replica of replicas) expect(await replica.query('SELECT id FROM thing')).toEqual([{ id: 1 }]);
    expect(await replicas[0]?.query('SELECT count(*)::int AS n FROM migration')).toEqual([{ n: 1 }]);
  });

  it('may belong to a role that has no right on anything else', async () => {
    await query(server.url, "CREATE ROLE narrow LOGIN PASSWORD 'narrow'");
    await query(server.url, 'CREATE SCHEMA delta AUTHORIZATION narrow');
    const url = new URL(server.url);
    url.username = url.password = 'narrow';
    const schemaOf = (schema: string) =>
      createDataSource({ url: url.href, schema, migrations: [Things1763800000001], poolSize: 1 });
    const dataSource = await schemaOf('delta');
    opened.push(dataSource);
    expect(await dataSource.query('SELECT id FROM thing')).toEqual([{ id: 1 }]);
    await expect(schemaOf('epsilon')).rejects.toMatchObject({ code: 'database-refused' });
  });

  it('is left whole by a migration that fails, and nothing of the error is said', async () => {
    const printed = (['log', 'info', 'warn', 'error'] as const).map((name) => jest.spyOn(console, name));
    const failure = await open('gamma', [Things1763800000001, Broken1763800000002]).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'migration-failed', retriable: false });
    expect(String(failure)).not.toContain(MARK);
    for (const print of printed) expect(print).not.toHaveBeenCalled();
    expect(await query(server.url, "SELECT to_regclass('gamma.half') AS half")).toEqual([{ half: null }]);
  });

  it('is refused with a wrong password at once', async () => {
    const url = server.url.replace(/:[^:@/]+@/, `:${MARK}@`);
    const failure = await createDataSource({ url, schema: 'delta' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'database-refused', retriable: false });
    expect(String(failure)).not.toContain(MARK);
  });

  it('is waited for, but not for ever', async () => {
    const url = `postgres://u:p@127.0.0.1:${await freePort()}/d`;
    await expect(createDataSource({ url, schema: 'delta', connectWithinMs: 300 })).rejects.toMatchObject({
      code: 'database-unreachable',
      retriable: true,
    });
  });

  it('goes on after its connections were cut', async () => {
    const dataSource = await open('epsilon');
    await dataSource.query('SELECT 1');
    await query(
      server.url,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'havre-epsilon'",
    );
    // Each connection that was cut is found out by one query; there may be several.
    const ask = (): Promise<unknown> => dataSource.query('SELECT 1');
    await expect(ask().catch(ask).catch(ask).catch(ask)).resolves.toHaveLength(1);
  });
});
