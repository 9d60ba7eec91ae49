import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type, DynamicModule } from '@nestjs/common';
import { hashOf } from '../api-keys/key-ring.js';
import { createHttpApplication } from '../http/create-http-application.js';
import type { HttpApplicationOptions, HttpSettings } from '../http/create-http-application.js';
import type { HttpApplication } from '../http/http-application.js';
import { createServiceLogger } from '../logging/service-logger.js';

export const OPS_SECRET = 'operations-secret-of-a-test';
export const SECRET = 'a-secret-of-a-test-key';

/** A department's key with the given scopes, as it stands in a keys file. */
export function keyEntry(
  id: string,
  scopes: readonly string[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { id, hash: hashOf(SECRET), role: 'department', sources: ['/departments/accueil'], scopes, ...more };
}

export const tokenOf = (id: string, secret = SECRET): string => `Bearer havre_${id}_${secret}`;

export interface TestApplication {
  readonly application: HttpApplication;
  readonly url: string;
  /** Everything that was logged, one JSON line each. */
  readonly log: () => string;
  readonly keysFile: string;
  stop(): Promise<void>;
}

/** Starts an application on a free port with a keys file of its own. */
export async function startTestApplication(
  module: Type | DynamicModule,
  {
    keys = [],
    settings = {},
    ...more
  }: { keys?: readonly unknown[]; settings?: Partial<HttpSettings> } & Partial<
    Omit<HttpApplicationOptions, 'settings'>
  > = {},
): Promise<TestApplication> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-service-'));
  const keysFile = join(folder, 'keys.json');
  await writeFile(keysFile, JSON.stringify(keys));
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  const application = await createHttpApplication({
    name: 'test',
    module,
    environment: { env: {}, hasProcessMetrics: false },
    logger: createServiceLogger({ service: 'test', level: 'debug', destination }),
    ...more,
    settings: {
      host: '127.0.0.1',
      port: 0,
      logLevel: 'debug',
      keysFile,
      opsKey: OPS_SECRET,
      rateLimitPerMinute: 1_000,
      drainMs: 0,
      ...settings,
    },
  });
  await application.listen();
  const stop = async (): Promise<void> => {
    await application.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { application, url: application.url, log: () => written.join(''), keysFile, stop };
}
