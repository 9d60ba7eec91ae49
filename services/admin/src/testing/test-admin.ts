import { createHash, randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceLogger, type RunningService } from '@havre/service';
import { createAdmin } from '../create-admin.js';

export const OPS_KEY = 'the-operations-key-of-a-test';

const SECRET = 'a-secret-of-an-operator';
const HASH = createHash('sha256').update(SECRET).digest('hex');

/** `watcher` may read, `operator` may act too, `accueil` is a department. */
export const KEYS = [
  { id: 'watcher', hash: HASH, role: 'operator', sources: [], scopes: ['admin:read'] },
  { id: 'operator', hash: HASH, role: 'operator', sources: [], scopes: ['admin:read', 'admin:act'] },
  { id: 'accueil', hash: HASH, role: 'department', sources: ['/departments/accueil'], scopes: ['feed:read'] },
];

export interface TestAdmin {
  readonly service: RunningService;
  readonly log: () => string;
  ask(
    path: string,
    options?: { as?: string; method?: string; body?: unknown },
  ): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

/** Writes a keys file and returns its path and how to remove it. */
export async function writeKeys(keys: unknown): Promise<{ file: string; remove: () => Promise<void> }> {
  const file = join(tmpdir(), `havre-admin-keys-${randomBytes(6).toString('hex')}.json`);
  await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
  return { file, remove: () => rm(file, { force: true }) };
}

/** Starts admin on a free port. */
export async function startTestAdmin(env: Readonly<Record<string, string>>): Promise<TestAdmin> {
  const { file, remove } = await writeKeys(KEYS);
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  const service = await createAdmin(
    {
      env: {
        HAVRE_ADMIN_PORT: '0',
        HAVRE_KEYS_FILE: file,
        HAVRE_OPS_KEY: OPS_KEY,
        HAVRE_ADMIN_TIMEOUT_MS: '500',
        ...env,
      },
      hasProcessMetrics: false,
    },
    createServiceLogger({ service: 'admin', level: 'debug', destination }),
  );
  return {
    service,
    log: () => written.join(''),
    ask: async (path, { as = 'operator', method = 'GET', body } = {}) => {
      const response = await fetch(`${service.url}${path}`, {
        method,
        headers: { authorization: `Bearer havre_${as}_${SECRET}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    stop: async () => {
      await service.close();
      await remove();
    },
  };
}
