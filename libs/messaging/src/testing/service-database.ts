import { startPostgres } from '@havre/test-harness';
import { DataSource } from 'typeorm';
import { MessagingTables1763800000000 } from '../effects/messaging-tables.js';

const SCHEMA = 'some_service';

/** A database of a service, with this library's tables in the service's schema. */
export interface ServiceDatabase {
  readonly dataSource: DataSource;
  readonly url: string;
  /** Another pool on the same tables, as another replica has. */
  open(): Promise<DataSource>;
  stop(): Promise<void>;
}

export async function startServiceDatabase(): Promise<ServiceDatabase> {
  const postgres = await startPostgres();
  const opened: DataSource[] = [];
  const open = async (): Promise<DataSource> => {
    const dataSource = new DataSource({
      type: 'postgres',
      url: postgres.url,
      schema: SCHEMA,
      migrations: [MessagingTables1763800000000],
      extra: { options: `-c search_path=${SCHEMA}` },
      poolErrorHandler: () => undefined,
    });
    opened.push(dataSource);
    return dataSource.initialize();
  };
  const dataSource = await open();
  await dataSource.query(`CREATE SCHEMA ${SCHEMA}`);
  await dataSource.runMigrations();
  return {
    dataSource,
    url: postgres.url,
    open,
    stop: async () => {
      await Promise.all(opened.filter(({ isInitialized }) => isInitialized).map((each) => each.destroy()));
      await postgres.stop();
    },
  };
}
