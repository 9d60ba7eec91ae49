import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A key of the demo city, as `npm start` writes it into `<data folder>/demo-keys.json`. */
export interface PartnerKey {
  readonly id: string;
  readonly role: 'department' | 'provider' | 'operator';
  readonly sources: readonly string[];
  readonly token: string;
}

/** Where a running Havre listens, as it writes it into `<data folder>/running.json` when it is ready. */
export interface RunningUrls {
  readonly policyGate: string;
  readonly feed: string;
  readonly admin: string;
}

export interface DemoCity {
  readonly keys: readonly PartnerKey[];
  readonly urls: RunningUrls;
}

/** What the demo needs of a running Havre; nothing when it doesn't run on this machine, or not with the demo city. */
export async function findDemoCity(dataFolder: string): Promise<DemoCity | undefined> {
  const [keys, running] = await Promise.all(
    ['demo-keys.json', 'running.json'].map((name) =>
      readFile(join(dataFolder, name), 'utf8').catch(() => undefined),
    ),
  );
  if (keys === undefined || running === undefined) return undefined;
  const { urls } = JSON.parse(running) as { urls: RunningUrls };
  return { keys: JSON.parse(keys) as PartnerKey[], urls };
}
