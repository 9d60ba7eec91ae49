import { createDataSource } from '@havre/service';
import type { DataSource } from 'typeorm';
import { PERSISTENCE } from './persistence.js';

/**
 * Opens the service's database without the service: its schema, migrated.
 *
 * @throws DatabaseError `database-unreachable`, `database-refused`, `migration-failed`
 */
export function openLedgerDatabase(url: string, poolSize: number): Promise<DataSource> {
  return createDataSource({ url, poolSize, ...PERSISTENCE });
}
