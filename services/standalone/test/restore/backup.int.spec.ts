import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgresServer } from '@havre/test-harness';
import { Client } from 'pg';
import { Backup, BACKED_UP } from '../support/backups.js';

describe('a backup taken while the server works', () => {
  let server: TestPostgresServer;

  beforeAll(async () => {
    server = await startPostgres({ dedicated: true, settings: BACKED_UP });
  }, 300_000);
  afterAll(() => server.stop());

  async function query(sql: string): Promise<readonly unknown[]> {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('puts the server back to its end, with nothing of what came since', async () => {
    await query('CREATE TABLE thing (id int); INSERT INTO thing SELECT generate_series(1, 1000)');
    const backup = await Backup.take(server);
    await query('INSERT INTO thing SELECT generate_series(1001, 2000)');
    await backup.restore(server);
    await backup.remove();
    expect(await query('SELECT count(*)::int AS count FROM thing')).toEqual([{ count: 1000 }]);
    await query('INSERT INTO thing VALUES (1001)');
  }, 300_000);
});
