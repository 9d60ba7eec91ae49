import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Havre } from '../../support/havre.js';
import { Program } from '../../support/processes.js';
import { writeNightKeys } from './night-keys.js';

const ANY_PORT = {
  HAVRE_POLICY_GATE_PORT: '0',
  HAVRE_FEED_PORT: '0',
  HAVRE_ADMIN_PORT: '0',
  HAVRE_REFERRAL_PORT: '0',
  HAVRE_CAPACITY_PORT: '0',
};

/** What the program writes of itself once all services answer. */
interface Running {
  readonly urls: Readonly<Record<'policyGate' | 'feed' | 'admin' | 'referral' | 'capacity', string>>;
}

/** Havre in one process, with keys and without any service listed, on ports that it chooses itself. */
export async function startCity(
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<Havre> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-night-'));
  const keys = await writeNightKeys(folder);
  const environment = {
    ...ANY_PORT,
    HAVRE_DATA_FOLDER: folder,
    HAVRE_KEYS_FILE: keys.keysFile,
    HAVRE_OPS_KEY: 'ops-key-of-the-tests-0123456789abcdef',
    HAVRE_DATABASE_URL: databaseUrl,
    ...settings,
  };
  const running = (): Promise<string> => readFile(join(folder, 'running.json'), 'utf8').catch(() => '');
  const program = new Program('standalone', environment, async () => (await running()).endsWith('}\n'));
  await program.start();
  const { policyGate, ...urls } = (JSON.parse(await running()) as Running).urls;
  return {
    urls: { ...urls, 'policy-gate': policyGate },
    keys,
    programs: [program],
    folder,
    stop: async () => {
      await program.end('SIGTERM');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
