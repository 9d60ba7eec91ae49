import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@havre/test-harness';
import { type DemoKeys, ensureDemoKeys } from '../../src/demo-city/demo-keys.js';
import { seedDemoCity } from '../../src/demo-city/seed-demo-city.js';
import { answersReady, Program, type ServiceName } from './processes.js';
import { untilApplied } from './until-applied.js';

const OPS_KEY = 'ops-key-of-the-tests-0123456789abcdef';

const SERVICES = ['policy-gate', 'referral', 'capacity', 'feed', 'admin'] as const;

/** A running Havre, in one process or in five, with the demo city in it. */
export interface Havre {
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly keys: DemoKeys;
  /** The processes, each of which a test may kill and start again. */
  readonly programs: readonly Program[];
  readonly folder: string;
  stop(): Promise<void>;
}

export interface HavreOptions {
  readonly shape: 'standalone' | 'cluster';
  /** How many processes of each service but admin (cluster only); one unless given. `urls` are those of the first of each. */
  readonly replicas?: number;
  /** Absent: embedded PostgreSQL (standalone only). */
  readonly databaseUrl?: string;
  /** Bootstrap brokers; absent: the log in PostgreSQL. */
  readonly kafka?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** What one service has that the others have not (cluster only), e.g. its user on Kafka. */
  readonly settingsOf?: (name: ServiceName) => Readonly<Record<string, string>>;
  /** Where the processes run; the checkout unless given. */
  readonly workFolder?: string;
}

/** Starts the compiled services on free ports of 127.0.0.1 and waits until the demo city is in place. */
export async function startHavre(options: HavreOptions): Promise<Havre> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-e2e-'));
  const keys = await ensureDemoKeys(folder);
  const ports = new Map<ServiceName, number>();
  for (const name of SERVICES) ports.set(name, await freePort());
  const urlOf = (name: ServiceName): string => `http://127.0.0.1:${String(ports.get(name))}`;
  const urls = Object.fromEntries(SERVICES.map((name) => [name, urlOf(name)])) as Record<ServiceName, string>;
  const environment = { ...commonSettings(options, folder, keys), ...addresses(urls), ...options.settings };
  const ready = (names: readonly ServiceName[]) => async (): Promise<boolean> =>
    (await Promise.all(names.map((name) => answersReady(urls[name])))).every(Boolean);
  const programs =
    options.shape === 'standalone'
      ? [new Program('standalone', environment, ready(SERVICES))]
      : [
          ...SERVICES.map(
            (name) =>
              new Program(name, ownSettings(options, name, environment), ready([name]), options.workFolder),
          ),
          ...(await furtherReplicas(options, environment)),
        ];
  try {
    await Promise.all(programs.map((program) => program.start()));
    const seeding = await seedDemoCity({ gateUrl: urls['policy-gate'], keys, start: 'test' });
    if (seeding.refused > 0) throw new Error(`the demo city was refused: ${String(seeding.refused)} events`);
    await untilApplied([urls.capacity, urls.referral, urls.feed], OPS_KEY);
  } catch (failure) {
    await Promise.all(programs.map((program) => program.end('SIGKILL')));
    throw failure;
  }
  return {
    urls,
    keys,
    programs,
    folder,
    stop: async () => {
      await Promise.all(programs.map((program) => program.end('SIGTERM')));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** More processes of each service but admin, each on a port of its own. */
async function furtherReplicas(
  options: HavreOptions,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Program[]> {
  const programs: Program[] = [];
  for (let replica = 1; replica < (options.replicas ?? 1); replica += 1) {
    for (const name of SERVICES.filter((service) => service !== 'admin')) {
      const port = String(await freePort());
      const own = { ...ownSettings(options, name, environment), [`${prefixOf(name)}_PORT`]: port };
      programs.push(new Program(name, own, () => answersReady(`http://127.0.0.1:${port}`)));
    }
  }
  return programs;
}

function ownSettings(
  { settingsOf }: HavreOptions,
  name: ServiceName,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return { ...environment, ...settingsOf?.(name) };
}

function prefixOf(name: ServiceName): string {
  return `HAVRE_${name.replace('-', '_').toUpperCase()}`;
}

function commonSettings(options: HavreOptions, folder: string, keys: DemoKeys): Record<string, string> {
  return {
    HAVRE_DATA_FOLDER: folder,
    ...(options.shape === 'cluster' ? { HAVRE_KEYS_FILE: keys.keysFile } : {}),
    HAVRE_OPS_KEY: OPS_KEY,
    ...(options.databaseUrl === undefined ? {} : { HAVRE_DATABASE_URL: options.databaseUrl }),
    ...(options.kafka === undefined
      ? { HAVRE_EVENT_LOG: 'postgresql' }
      : { HAVRE_EVENT_LOG: 'kafka', HAVRE_KAFKA_BROKERS: options.kafka }),
  };
}

function addresses(urls: Readonly<Record<ServiceName, string>>): Record<string, string> {
  return Object.fromEntries(
    SERVICES.flatMap((name) => {
      const prefix = prefixOf(name);
      return [
        [`${prefix}_PORT`, new URL(urls[name]).port],
        [`${prefix}_URL`, urls[name]],
      ];
    }),
  );
}
