import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  defineSettings,
  FaultError,
  type RunningService,
  type ServiceEnvironment,
  textSetting,
  urlSetting,
} from '@havre/service';
import { ensureDemoKeys } from './demo-keys.js';
import { keepDemoCityCurrent } from './keep-demo-city-current.js';

const urlOf = (service: 'policy-gate' | 'feed' | 'admin', port: number) =>
  urlSetting(`HAVRE_${service.toUpperCase().replaceAll('-', '_')}_URL`, ['http', 'https'], {
    default: `http://127.0.0.1:${String(port)}`,
    description: { fr: `Où trouver le service ${service}.`, en: `Where to find the ${service} service.` },
  });

/** What the demo city reads when the services run elsewhere, each in a process of its own. */
const demoCitySettings = defineSettings({
  dataFolder: textSetting('HAVRE_DATA_FOLDER', {
    default: '.havre',
    description: { fr: 'Dossier des clés de la ville.', en: 'Folder of the keys of the city.' },
  }),
  policyGate: urlOf('policy-gate', 4100),
  feed: urlOf('feed', 4200),
  admin: urlOf('admin', 4300),
});

/** Services look at the file of keys once a second. */
const KEYS_KNOWN_WITHIN_MS = 30_000;
const RETRY_MS = 500;

/**
 * The demo city for services that run already: adds its keys to their file, seeds it through the gate, and lets its
 * providers confirm every hour. Says where everything is in `running.json`, for `npm run demo`, once the city is in place.
 *
 * @throws FaultError `demo-city-refused` when the gate goes on refusing it
 */
export async function createDemoCity({ env }: Pick<ServiceEnvironment, 'env'>): Promise<RunningService> {
  const { dataFolder, policyGate, feed, admin } = demoCitySettings.read(env);
  const keys = await ensureDemoKeys(dataFolder);
  await untilKnown(`${policyGate}/v1/receipts/none`, keys.keys[0]?.token ?? '');
  const stop = await keepDemoCityCurrent({ gateUrl: policyGate, keys });
  const runningFile = join(dataFolder, 'running.json');
  await writeFile(runningFile, `${JSON.stringify({ urls: { policyGate, feed, admin } }, null, 2)}\n`);
  const close = async (): Promise<void> => {
    await rm(runningFile, { force: true });
    await stop();
  };
  return { name: 'demo-city', url: policyGate, port: 0, close };
}

/** Waits until a key counts at the door: any answer but 401 says so. */
async function untilKnown(url: string, token: string): Promise<void> {
  for (let waited = 0; waited < KEYS_KNOWN_WITHIN_MS; waited += RETRY_MS) {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    if (answer !== undefined && answer.status !== 401 && answer.status < 500) return;
    await sleep(RETRY_MS);
  }
  throw new FaultError('demo-city-refused', true, 'The gate does not know the keys of the demo city.');
}
