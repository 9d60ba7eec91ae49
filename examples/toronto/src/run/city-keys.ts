import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Tokens of the two partners of the replay: all departments together, and all shelters together. */
export interface CityTokens {
  readonly departments: string;
  readonly providers: string;
}

/** The file of hashed keys in a data folder, as `HAVRE_KEYS_FILE` names it. */
export function keysFileIn(folder: string): string {
  return join(folder, 'keys.json');
}

/**
 * Reads the city's keys from a data folder, or makes them: two random secrets, in clear for the replay alone and as hashes
 * for Havre. One key may publish as several sources; a real city gives each partner its own.
 */
export async function ensureCityKeys(
  folder: string,
  sources: Readonly<Record<keyof CityTokens, readonly string[]>>,
): Promise<CityTokens> {
  const clearFile = join(folder, 'city-keys.json');
  const known = await readFile(clearFile, 'utf8').catch(() => undefined);
  if (known !== undefined) return JSON.parse(known) as CityTokens;
  const departments = newKey('departments', 'department', sources.departments);
  const providers = newKey('providers', 'provider', sources.providers);
  // Admin does not start without somebody who may enter it.
  const operations = newKey('operations', 'operator', [], ['admin:read']);
  await mkdir(folder, { recursive: true });
  await writePrivately(keysFileIn(folder), [departments.entry, providers.entry, operations.entry]);
  const tokens = { departments: departments.token, providers: providers.token, operations: operations.token };
  await writePrivately(clearFile, tokens);
  return tokens;
}

function newKey(
  id: string,
  role: 'department' | 'provider' | 'operator',
  sources: readonly string[],
  scopes: readonly string[] = ['events:publish', 'feed:read'],
) {
  const secret = randomBytes(24).toString('hex');
  const hash = createHash('sha256').update(secret).digest('hex');
  return {
    token: `havre_${id}_${secret}`,
    entry: { id, hash, role, sources, scopes },
  };
}

function writePrivately(file: string, value: unknown): Promise<void> {
  return writeFile(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}
