import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';

const SECRET = '0123456789abcdef0123456789abcdef';
const PUBLISH = ['events:publish'];

const KEYS = [
  { id: 'accueil', role: 'department', sources: ['/departments/accueil'], scopes: PUBLISH },
  { id: 'sante', role: 'department', sources: ['/departments/sante'], scopes: PUBLISH },
  { id: 'habitation', role: 'department', sources: ['/departments/habitation'], scopes: PUBLISH },
  { id: 'bonaventure', role: 'provider', sources: ['/providers/maison-bonaventure'], scopes: PUBLISH },
  { id: 'operator', role: 'operator', sources: [], scopes: PUBLISH },
  { id: 'reader', role: 'department', sources: ['/departments/accueil'], scopes: ['feed:read'] },
  { id: 'revoked', role: 'department', sources: ['/departments/accueil'], scopes: PUBLISH, revoked: true },
  {
    id: 'expired',
    role: 'department',
    sources: ['/departments/accueil'],
    scopes: PUBLISH,
    expiresAt: '2020-01-01T00:00:00Z',
  },
] as const;

export type TestKeyId = (typeof KEYS)[number]['id'];

/** The token of a test key, as it goes into `Authorization: Bearer …`. */
export function tokenOf(id: TestKeyId): string {
  return `havre_${id}_${SECRET}`;
}

/** Writes the file that `HAVRE_KEYS_FILE` names; `more` adds keys of a test's own, all with the common secret. */
export async function writeKeysFile(path: string, more: readonly object[] = []): Promise<void> {
  const hash = createHash('sha256').update(SECRET).digest('hex');
  await writeFile(path, JSON.stringify([...KEYS, ...more].map((key) => ({ ...key, hash }))));
}
