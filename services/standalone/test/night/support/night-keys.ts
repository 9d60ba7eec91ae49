import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoKey, DemoKeys } from '../../../src/demo-city/demo-keys.js';

const DEPARTMENTS = 12;
const HOUSES = 90;
const PARTNER_SCOPES = ['events:publish', 'feed:read'];

/** Ids of the departments and of the houses that a night may use; every key speaks for one source of the same name. */
export const DEPARTMENT_IDS = Array.from({ length: DEPARTMENTS }, (_, index) => `bureau-${index + 1}`);
export const HOUSE_IDS = Array.from({ length: HOUSES }, (_, index) => `maison-${index + 1}`);

/** Keys of a city without services yet: departments, houses and one operator. */
export async function writeNightKeys(folder: string): Promise<DemoKeys> {
  const keys = [
    ...DEPARTMENT_IDS.map((id) => newKey(id, 'department', [`/departments/${id}`], PARTNER_SCOPES)),
    ...HOUSE_IDS.map((id) => newKey(id, 'provider', [`/providers/${id}`], PARTNER_SCOPES)),
    newKey('operations', 'operator', [], ['admin:read', 'admin:act']),
  ];
  const keysFile = join(folder, 'keys.json');
  await writeHashes(keysFile, keys);
  return { keys, keysFile, clearFile: keysFile };
}

/** Writes the file that the services read, with the keys in `revoked` taken away from their owners. */
export function writeHashes(
  keysFile: string,
  keys: readonly DemoKey[],
  revoked: readonly string[] = [],
): Promise<void> {
  const hashed = keys.map(({ token, ...key }) => ({
    ...key,
    hash: createHash('sha256').update(token.split('_').slice(2).join('_')).digest('hex'),
    ...(revoked.includes(key.id) ? { revoked: true } : {}),
  }));
  return writeFile(keysFile, JSON.stringify(hashed), { mode: 0o600 });
}

function newKey(
  id: string,
  role: DemoKey['role'],
  sources: readonly string[],
  scopes: readonly string[],
): DemoKey {
  return { id, role, sources, scopes, token: `havre_${id}_${randomBytes(24).toString('hex')}` };
}
