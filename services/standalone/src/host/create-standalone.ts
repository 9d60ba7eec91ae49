import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openConfiguredEventLog } from '@havre/messaging';
import {
  type Environment,
  type RunningService,
  type ServiceEnvironment,
  sharedSettings,
} from '@havre/service';
import { type DemoKeys, ensureDemoKeys } from '../demo-city/demo-keys.js';
import { keepDemoCityCurrent } from '../demo-city/keep-demo-city-current.js';
import { standaloneSettings } from '../standalone.settings.js';
import { renderWelcome } from '../welcome/welcome.js';
import { startDatabase } from './start-database.js';
import { startServices } from './start-services.js';

/** Things to end, in the reverse of the order in which they were begun. */
type Ending = () => Promise<void>;

/**
 * Havre on one machine: a database (embedded unless given), the event log, the five services, the demo city. Prints the
 * first screen, then a line `ready`.
 */
export async function createStandalone({ env }: Pick<ServiceEnvironment, 'env'>): Promise<RunningService> {
  const endings: Ending[] = [];
  const close = once(async () => {
    for (const end of endings.reverse()) await end();
  });
  try {
    const url = await begin(env, endings);
    return { name: 'standalone', url, port: Number(new URL(url).port), close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

async function begin(env: Environment, endings: Ending[]): Promise<string> {
  const settings = standaloneSettings.read(env);
  const dataFolder = resolve(settings.dataFolder);
  await mkdir(dataFolder, { recursive: true });
  const database = await startDatabase(env, dataFolder);
  endings.push(() => database.close());
  const demo = settings.isDemo && !env['HAVRE_KEYS_FILE'] ? await ensureDemoKeys(dataFolder) : undefined;
  const variables = variablesFor(env, database.url, demo);
  const eventLog = await openConfiguredEventLog(sharedSettings.read(variables), 'standalone');
  endings.push(() => eventLog.close());
  const services = await startServices(variables, eventLog);
  endings.push(() => services.close());
  if (demo) {
    const stop = await keepDemoCityCurrent({ gateUrl: services.urls.policyGate, keys: demo });
    endings.push(stop);
  }
  const runningFile = join(dataFolder, 'running.json');
  await writeFile(runningFile, `${JSON.stringify({ pid: process.pid, urls: services.urls }, null, 2)}\n`);
  endings.push(() => rm(runningFile, { force: true }));
  const { language, eventLog: kind } = settings;
  process.stdout.write(
    renderWelcome({ language, urls: services.urls, eventLog: kind, dataFolder: database.folder, demo }),
  );
  process.stdout.write('ready\n');
  return services.urls.policyGate;
}

/** The services' environment: ours, with what one process knows better. */
function variablesFor(env: Environment, databaseUrl: string, demo: DemoKeys | undefined): Environment {
  return {
    HAVRE_LOG_LEVEL: 'warn',
    ...(env['HAVRE_OPS_KEY_FILE'] ? {} : { HAVRE_OPS_KEY: randomBytes(24).toString('hex') }),
    ...env,
    HAVRE_DATABASE_URL: databaseUrl,
    HAVRE_DATABASE_URL_FILE: undefined,
    ...(demo ? { HAVRE_KEYS_FILE: demo.keysFile } : {}),
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
