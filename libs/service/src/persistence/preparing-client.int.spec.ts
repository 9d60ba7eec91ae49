import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { startTestServer } from '../testing/test-server.js';
import { createDataSource } from './create-data-source.js';
import { PREPARED } from './preparing-client.js';

const ADD = `${PREPARED} SELECT $1::int + 1 AS sum`;

let server: EmbeddedPostgres;
let dataSource: DataSource;

beforeAll(async () => {
  server = await startTestServer();
  dataSource = await createDataSource({ url: server.url, schema: 'prepared' });
});
afterAll(async () => {
  await dataSource.destroy();
  await server.stop();
});

/** What the connection of a transaction has prepared, and how often it has made a plan for certain values. */
async function prepared(manager: EntityManager): Promise<readonly unknown[]> {
  return manager.query('SELECT statement, from_sql FROM pg_prepared_statements');
}

describe('a statement that asks to be prepared', () => {
  it('is prepared once on its connection, and answers as any other', async () => {
    await dataSource.transaction(async (manager) => {
      expect(await manager.query(ADD, [1])).toEqual([{ sum: 2 }]);
      expect(await manager.query(ADD, [41])).toEqual([{ sum: 42 }]);
      expect(await manager.query('SELECT $1::int AS one', [1])).toEqual([{ one: 1 }]);
      expect(await prepared(manager)).toEqual([{ statement: ADD, from_sql: false }]);
    });
  });

  it('is planned anew once in a while, also within a transaction', async () => {
    await dataSource.transaction(async (manager) => {
      for (let time = 0; time < 8; time += 1) await manager.query(ADD, [time]);
      const later = performance.now() + 60_000;
      const clock = jest.spyOn(performance, 'now').mockImplementation(() => later);
      try {
        expect(await manager.query(ADD, [1])).toEqual([{ sum: 2 }]);
      } finally {
        clock.mockRestore();
      }
      expect(await prepared(manager)).toEqual([{ statement: ADD, from_sql: false }]);
    });
  });

  it('says what was wrong, and leaves the connection usable', async () => {
    const divide = `${PREPARED} SELECT 1 / $1::int AS share`;
    await expect(dataSource.query(divide, [0])).rejects.toMatchObject({ code: '22012' });
    expect(await dataSource.query(divide, [1])).toEqual([{ share: 1 }]);
  });
});
