import { createDataSource, type DataSourceSettings } from '../persistence/create-data-source.js';
import { sharedSettings, type SharedSettings } from '../settings/shared-settings.js';
import { SettingsError } from '../settings/settings-error.js';
import { keepMemoryOffDisk } from './memory-off-disk.js';
import { EXIT_CODES, explainStartFailure, runService, type HostProcess } from './run-service.js';
import type { RunningService, ServiceEnvironment } from './service-environment.js';

export interface ServiceProgram {
  readonly create: (environment: ServiceEnvironment<never>) => Promise<RunningService>;
  /** The schema of the service and its migrations. */
  readonly persistence: Pick<DataSourceSettings, 'schema' | 'migrations'>;
  /** What else the program can do, by the word for it. */
  readonly commands?: Readonly<Record<string, ServiceCommand>>;
}

/** Works to its end with the settings that every service has; prints codes and counts; answers with the exit code. */
export type ServiceCommand = (
  settings: SharedSettings,
  parameters: readonly string[],
  print: (line: string) => void,
) => Promise<number>;

/** A process and what was written behind its name on the command line. */
export interface ProgramHost extends HostProcess {
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): unknown };
}

/** A large table may take its time when no service waits for the migration to start. */
const STATEMENT_MS = 3_600_000;
/** Others who want the table queue behind whoever waits for it: rather give up and be tried again. */
const LOCK_MS = 10_000;

/**
 * The whole of a service's `main.ts`: runs the service, or with `migrate` expands its schema and ends. A migration ahead
 * of an upgrade and the service's own at its start are the same, and happen once.
 */
export async function runProgram(program: ServiceProgram, host: ProgramHost = process): Promise<void> {
  const [word, ...parameters] = host.argv.slice(2);
  if (word === undefined) return runService(program.create, host);
  const commands = { migrate: migrateCommand(program.persistence), ...program.commands };
  const command = Object.hasOwn(commands, word) ? commands[word as keyof typeof commands] : undefined;
  if (command === undefined) {
    host.stderr.write(`usage: main.js [${Object.keys(commands).join('|')}]\n`);
    host.exit(EXIT_CODES.wrongSettings);
  } else await runCommand(command, parameters, host);
}

async function runCommand(
  command: ServiceCommand,
  parameters: readonly string[],
  host: ProgramHost,
): Promise<void> {
  try {
    keepMemoryOffDisk({ execArgv: host.execArgv, nodeOptions: host.env['NODE_OPTIONS'] });
    const print = (line: string): void => void host.stdout.write(`${line}\n`);
    const code = await command(sharedSettings.read(host.env), parameters, print);
    if (code !== 0) host.exit(code);
  } catch (error) {
    host.stderr.write(explainStartFailure(error));
    host.exit(error instanceof SettingsError ? EXIT_CODES.wrongSettings : EXIT_CODES.failed);
  }
}

function migrateCommand({ schema, migrations }: ServiceProgram['persistence']): ServiceCommand {
  return async ({ databaseUrl: url }, _parameters, print) => {
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
    print(`${schema}: ${String(row?.count ?? 0)} migrations`);
    return 0;
  };
}
