import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEMO_DEPARTMENTS, departmentSource } from './departments.js';
import { demoProviders, providerSource } from './services.js';

/** A key of the demo city in clear: only the demo keeps these, in a file that its owner alone may read. */
export interface DemoKey {
  readonly id: string;
  readonly role: 'department' | 'provider' | 'operator';
  readonly sources: readonly string[];
  readonly scopes: readonly string[];
  /** `havre_<id>_<secret>`, as sent in `Authorization: Bearer …`. */
  readonly token: string;
}

export interface DemoKeys {
  readonly keys: readonly DemoKey[];
  /** The file of hashed keys that the services read. */
  readonly keysFile: string;
  /** The file of keys in clear, for the person who tries the demo. */
  readonly clearFile: string;
}

const PARTNER_SCOPES = ['events:publish', 'feed:read'] as const;

/**
 * Reads the demo's keys from `folder`, or makes them on the first start: new random secrets for each installation. Keys
 * of others that stand in the services' file already stay there.
 */
export async function ensureDemoKeys(folder: string): Promise<DemoKeys> {
  const clearFile = join(folder, 'demo-keys.json');
  const keysFile = join(folder, 'keys.json');
  const keys = (await readJson<DemoKey>(clearFile)) ?? (await writeKeys(clearFile, keysFile));
  return { keys, keysFile, clearFile };
}

/** The token of one demo key; throws when the demo has no such key, which is a fault of this code, not of a caller. */
export function tokenOf(keys: DemoKeys, id: string): string {
  const key = keys.keys.find((candidate) => candidate.id === id);
  if (!key) throw new Error('unknown demo key');
  return key.token;
}

async function readJson<T>(file: string): Promise<readonly T[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as readonly T[]);
}

async function writeKeys(clearFile: string, keysFile: string): Promise<readonly DemoKey[]> {
  const keys = [
    ...DEMO_DEPARTMENTS.map(({ id }) => newKey(id, 'department', [departmentSource(id)], PARTNER_SCOPES)),
    ...demoProviders().map((id) => newKey(id, 'provider', [providerSource(id)], PARTNER_SCOPES)),
    newKey('operations', 'operator', [], ['admin:read', 'admin:act']),
  ];
  await mkdir(dirname(clearFile), { recursive: true });
  const hashed = keys.map(({ token, ...key }) => ({ ...key, hash: sha256(secretOf(token)) }));
  const ours = new Set(keys.map(({ id }) => id));
  const others = ((await readJson<{ id: string }>(keysFile)) ?? []).filter(({ id }) => !ours.has(id));
  await writePrivately(keysFile, [...others, ...hashed]);
  // Last: the file in clear says that both are complete.
  await writePrivately(clearFile, keys);
  return keys;
}

function newKey(
  id: string,
  role: DemoKey['role'],
  sources: readonly string[],
  scopes: readonly string[],
): DemoKey {
  return { id, role, sources, scopes, token: `havre_${id}_${randomBytes(24).toString('hex')}` };
}

function secretOf(token: string): string {
  return token.split('_').slice(2).join('_');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whole or not at all: services that run read the file again as soon as it changes. */
async function writePrivately(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
