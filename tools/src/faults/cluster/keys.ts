import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { DEPARTMENTS, PROVIDERS, SEALING_DEPARTMENT } from './city.js';

/** Keys of the city's partners and of one operator, made anew for each run; the services read their hashes. */
export interface Keys {
  readonly file: string;
  /** `Authorization: Bearer` by the key's id. */
  readonly tokens: ReadonlyMap<string, string>;
}

export const OPERATOR = 'operations';

export async function makeKeys(file: string): Promise<Keys> {
  const tokens = new Map<string, string>();
  const hashed = (
    id: string,
    role: string,
    sources: readonly string[],
    scopes: readonly string[],
  ): object => {
    const secret = randomBytes(24).toString('hex');
    tokens.set(id, `havre_${id}_${secret}`);
    return { id, role, sources, scopes, hash: createHash('sha256').update(secret).digest('hex') };
  };
  const partner = ['events:publish', 'feed:read'];
  const keys = [
    ...[...DEPARTMENTS, SEALING_DEPARTMENT].map((id) =>
      hashed(id, 'department', [`/departments/${id}`], partner),
    ),
    ...PROVIDERS.map((id) => hashed(id, 'provider', [`/providers/${id}`], partner)),
    hashed(OPERATOR, 'operator', [], ['admin:read', 'admin:act']),
  ];
  await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  return { file, tokens };
}
