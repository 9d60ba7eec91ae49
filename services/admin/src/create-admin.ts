import { readFile } from 'node:fs/promises';
import {
  FaultError,
  KeysFileError,
  createHttpApplication,
  parseKeysFile,
  type RunningService,
  type ServiceEnvironment,
  type ServiceLogger,
} from '@havre/service';
import { DataSource } from 'typeorm';
import { AdminModule } from './admin.module.js';
import { adminSettings } from './settings/admin-settings.js';

const API = {
  title: 'Havre: admin',
  description: 'What operators see of the services and do to them. No payload of any event is shown.',
  version: '1',
};

/** Nobody could come in: better not to start than to look as if somebody watched. */
export class NoOperatorError extends FaultError<'no-operator-key'> {
  constructor() {
    super('no-operator-key', false, 'HAVRE_KEYS_FILE has no key with the scope admin:read that is in force.');
  }
}

/**
 * Starts admin and listens.
 *
 * @param logger where log lines go; standard output unless given
 * @throws SettingsError, KeysFileError, NoOperatorError, DatabaseError, ListenError
 */
export async function createAdmin(
  environment: ServiceEnvironment,
  logger?: ServiceLogger,
): Promise<RunningService> {
  const settings = adminSettings.read(environment.env);
  await requireOperator(settings.keysFile);
  const application = await createHttpApplication({
    name: 'admin',
    module: AdminModule.forRoot(settings),
    settings,
    environment,
    api: API,
    readiness: {
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => [
        { name: 'database', check: () => dataSource.query('SELECT 1') },
      ],
    },
    ...(logger === undefined ? {} : { logger }),
  });
  return application.listen();
}

async function requireOperator(keysFile: string): Promise<void> {
  const text = await readFile(keysFile, 'utf8').catch(() => {
    throw new KeysFileError('keys-file-unreadable');
  });
  const isInForce = parseKeysFile(text).some(
    ({ scopes, isRevoked }) => scopes.includes('admin:read') && !isRevoked,
  );
  if (!isInForce) throw new NoOperatorError();
}
