import { createServiceLogger } from '../logging/service-logger.js';
import { createDataSource, type DataSourceSettings } from '../persistence/create-data-source.js';
import { sharedSettings } from '../settings/shared-settings.js';
import { SettingsError } from '../settings/settings-error.js';
import { keepMemoryOffDisk } from './memory-off-disk.js';
import { EXIT_CODES, explainStartFailure, runService, type HostProcess } from './run-service.js';
import type { RunningService, ServiceEnvironment } from './service-environment.js';

export interface ServiceProgram {
  readonly create: (environment: ServiceEnvironment<never>) => Promise<RunningService>;
  /** The schema of the service and its migrations. */
  readonly persistence: Pick<DataSourceSettings, 'schema' | 'migrations'>;
}

/** A process and what was written behind its name on the command line. */
export interface ProgramHost extends HostProcess {
  readonly argv: readonly string[];
}

const USAGE = 'usage: main.js [migrate]\n';
/** A large table may take its time when no service waits for the migration to start. */
const STATEMENT_MS = 3_600_000;
/** Others who want the table queue behind whoever waits for it: rather give up and be tried again. */
const LOCK_MS = 10_000;

/**
 * The whole of a service's `main.ts`: runs the service, or with `migrate` expands its schema and ends. A migration ahead
 * of an upgrade and the service's own at its start are the same, and happen once.
 */
export async function runProgram(program: ServiceProgram, host: ProgramHost = process): Promise<void> {
  const [command, ...more] = host.argv.slice(2);
  if (command === undefined) return runService(program.create, host);
  if (command === 'migrate' && more.length === 0) return migrate(program.persistence, host);
  host.stderr.write(USAGE);
  host.exit(EXIT_CODES.wrongSettings);
}

async function migrate(
  { schema, migrations }: ServiceProgram['persistence'],
  host: ProgramHost,
): Promise<void> {
  try {
    keepMemoryOffDisk({ execArgv: host.execArgv, nodeOptions: host.env['NODE_OPTIONS'] });
    const { databaseUrl: url, logLevel: level } = sharedSettings.read(host.env);
    const dataSource = await createDataSource({
      url,
      schema,
      poolSize: 1,
      statementTimeoutMs: STATEMENT_MS,
      lockTimeoutMs: LOCK_MS,
      ...(migrations === undefined ? {} : { migrations }),
    });
    const [row] = await dataSource.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM migration',
    );
    await dataSource.destroy();
    createServiceLogger({ service: schema, level }).info('schema-ready', { count: row?.count ?? 0 });
  } catch (error) {
    host.stderr.write(explainStartFailure(error));
    host.exit(error instanceof SettingsError ? EXIT_CODES.wrongSettings : EXIT_CODES.failed);
  }
}
