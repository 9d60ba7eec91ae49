import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort, Program, startKafka, startPostgres } from '@havre/test-harness';
import { ensureDemoKeys, type DemoKeys } from '../../src/demo-city/demo-keys.js';
import { seedDemoCity } from '../../src/demo-city/seed-demo-city.js';
import { runCommand } from '../support/backups.js';
import { checkOutcome, GOOD_OUTCOME } from '../support/check-outcome.js';
import type { Havre } from '../support/havre.js';
import { buildPreviousVersion } from '../support/previous-version.js';
import { answersReady } from '../support/processes.js';
import { acceptEverything, publishIntakes } from '../support/traffic.js';

const ROOT = join(import.meta.dirname, '../../../..');
const SERVICES = ['capacity', 'referral', 'feed', 'policy-gate'] as const;
const ALL = [...SERVICES, 'admin'] as const;
const CLEAN_END = 0;
const READY_MS = 240_000;

type Service = (typeof SERVICES)[number];
type Environment = Readonly<Record<string, string>>;

/** What has to be ended, in the reverse of the order in which it was begun. */
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
}, 120_000);

interface Version {
  /** How its doors are reached. */
  readonly havre: Havre;
  readonly programs: readonly Program[];
}

/** One process of each service of one version. */
async function startVersion(root: string, environment: Environment, keys: DemoKeys): Promise<Version> {
  const urls = { admin: 'http://127.0.0.1:9' } as Record<Service | 'admin', string>;
  const programs: Program[] = [];
  for (const name of SERVICES) {
    const port = String(await freePort());
    const url = `http://127.0.0.1:${port}`;
    urls[name] = url;
    const program = new Program({
      name,
      main: join(root, 'services', name, 'dist/main.js'),
      folder: root,
      environment: { ...environment, [`HAVRE_${name.replace('-', '_').toUpperCase()}_PORT`]: port },
      isReady: () => answersReady(url),
      readyTimeoutMs: READY_MS,
    });
    programs.push(program);
    endings.push(() => program.end('SIGKILL'));
    await program.start();
  }
  const havre = { urls, keys, programs: [], folder: root, stop: () => Promise.resolve() };
  return { havre, programs };
}

async function answerOffers(havre: Havre): Promise<void> {
  const providers = new AbortController();
  const answering = acceptEverything(havre, providers.signal);
  endings.push(() => {
    providers.abort();
    return answering;
  });
  await Promise.resolve();
}

async function commonEnvironment(): Promise<{
  environment: Environment;
  keys: DemoKeys;
  databaseUrl: string;
}> {
  const [postgres, kafka] = await Promise.all([startPostgres(), startKafka({ dedicated: true })]);
  endings.push(() => Promise.all([postgres.stop(), kafka.stop()]));
  const folder = await mkdtemp(join(tmpdir(), 'havre-upgrade-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const keys = await ensureDemoKeys(folder);
  const environment = {
    HAVRE_DATABASE_URL: postgres.url,
    HAVRE_EVENT_LOG: 'kafka',
    HAVRE_KAFKA_BROKERS: kafka.brokers.join(','),
    HAVRE_KEYS_FILE: keys.keysFile,
    HAVRE_OPS_KEY: 'ops-key-of-the-tests-0123456789abcdef',
  };
  return { environment, keys, databaseUrl: postgres.url };
}

describe('a rolling upgrade from the version that ran on the schema before today’s', () => {
  it('loses and doubles nothing while both versions run', async () => {
    const previous = await buildPreviousVersion();
    endings.push(() => previous.remove());
    const { environment, keys, databaseUrl } = await commonEnvironment();
    const old = await startVersion(previous.folder, environment, keys);
    await seedDemoCity({ gateUrl: old.havre.urls['policy-gate'], keys, start: 'test' });
    await answerOffers(old.havre);
    const flow = { count: 40, concurrency: 2, pauseMs: 50 };
    const acknowledged = await publishIntakes(old.havre, flow);

    const throughTheMigration = publishIntakes(old.havre, flow);
    for (const service of ALL) await runCommand(service, ['migrate'], environment);
    acknowledged.push(...(await throughTheMigration));

    const current = await startVersion(ROOT, environment, keys);
    await answerOffers(current.havre);
    const both = await Promise.all([publishIntakes(old.havre, flow), publishIntakes(current.havre, flow)]);
    acknowledged.push(...both.flat());

    const whileTheOldLeave = publishIntakes(current.havre, flow);
    for (const program of old.programs) expect(await program.end('SIGTERM')).toBe(CLEAN_END);
    acknowledged.push(...(await whileTheOldLeave));

    expect(acknowledged).toHaveLength(flow.count * 5);
    expect(await checkOutcome(databaseUrl, acknowledged, 240_000)).toEqual(GOOD_OUTCOME);
  }, 900_000);
});
