import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import type { DataSource } from 'typeorm';
import { openLedgerDatabase } from './open-ledger-database.js';

describe('the tables of a ledger that was there before', () => {
  let postgres: TestPostgres;
  let dataSource: DataSource;

  beforeAll(async () => {
    postgres = await startPostgres();
    dataSource = await openLedgerDatabase(postgres.url, 2);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await postgres.stop();
  });

  it('go back and forth with rows in them, totals that a provider had corrected included', async () => {
    await dataSource.undoLastMigration();
    await dataSource.query(`INSERT INTO service (service_id) VALUES ('maison')`);
    await dataSource.query(
      `INSERT INTO ledger (service_id, unit_key, unit_type) VALUES ('maison', 'bed||', 'bed'), ('maison', 'seat||', 'seat')`,
    );
    await dataSource.query(
      `UPDATE ledger SET total = 3, reported_total = 5, occupied = 5, deficit = 2, reports = 1
       WHERE unit_type = 'bed' AND deficit = 0 AND reports = 0`,
    );
    await dataSource.runMigrations();
    const rows = await dataSource.query<object[]>(
      'SELECT total, adjusted, withheld, deficit FROM ledger ORDER BY unit_key',
    );
    expect(rows).toEqual([
      { total: 3, adjusted: 0, withheld: 2, deficit: 2 },
      { total: 0, adjusted: 0, withheld: 0, deficit: 0 },
    ]);
    await dataSource.undoLastMigration();
    expect(await dataSource.query<object[]>('SELECT total FROM ledger ORDER BY unit_key')).toEqual([
      { total: 3 },
      { total: 0 },
    ]);
    await dataSource.runMigrations();
  });
});
