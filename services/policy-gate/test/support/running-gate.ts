import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createServiceLogger, type RunningService } from '@havre/service';
import { startPostgres } from '@havre/test-harness';

import { createPolicyGate } from '../../src/index.js';
import type { Probe } from '../../src/open-sealed/probe.js';
import { intakeEvent } from '../../src/testing/sample-events.js';
import { dumpDatabase } from './dump-database.js';
import { tokenOf, writeKeysFile, type TestKeyId } from './test-keys.js';

export const OPS_KEY = 'ops-key-of-the-tests-0123456789abcdef';

/** A gate on real HTTP, real PostgreSQL and the log in PostgreSQL, and everything that it ever says. */
export interface RunningGate {
  readonly url: string;
  readonly keysFile: string;
  readonly databaseUrl: string;
  /** Every log line so far. */
  logs(): string;
  /** Every row of every table. */
  dump(): Promise<string>;
  publish(event: unknown, options?: PublishOptions): Promise<Response>;
  get(path: string, key: string): Promise<Response>;
  stop(): Promise<void>;
}

export interface PublishOptions {
  readonly key?: TestKeyId;
  readonly isBatch?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GateOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** The database, when it is not a fresh one. */
  readonly databaseUrl?: string;
  readonly moreKeys?: readonly object[];
  readonly probe?: Probe;
}

export async function startGate(options: GateOptions = {}): Promise<RunningGate> {
  const postgres = options.databaseUrl === undefined ? await startPostgres() : undefined;
  const databaseUrl = options.databaseUrl ?? postgres?.url ?? '';
  const keysFile = join(tmpdir(), `havre-gate-keys-${randomUUID()}.json`);
  await writeKeysFile(keysFile, options.moreKeys);
  const lines: string[] = [];
  const logger = createServiceLogger({
    service: 'policy-gate',
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  const env = {
    HAVRE_DATABASE_URL: databaseUrl,
    HAVRE_KEYS_FILE: keysFile,
    HAVRE_OPS_KEY: OPS_KEY,
    HAVRE_POLICY_GATE_PORT: '0',
    ...options.settings,
  };
  const cleanUp = async (): Promise<void> => {
    await postgres?.stop();
    await rm(keysFile, { force: true });
  };
  const service = await createPolicyGate({ env, hasProcessMetrics: false }, logger, options.probe).catch(
    async (fault: unknown) => {
      await cleanUp();
      throw fault;
    },
  );
  return {
    url: service.url,
    keysFile,
    databaseUrl,
    logs: () => lines.join(''),
    dump: () => dumpDatabase(databaseUrl),
    publish: (event, publishOptions) => publish(service, event, publishOptions),
    get: (path, key) => fetch(new URL(path, service.url), { headers: { authorization: `Bearer ${key}` } }),
    stop: async () => {
      await service.close();
      await cleanUp();
    },
  };
}

/** A good event that no test of this file has sent before. */
export function freshIntake(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return intakeEvent({ id: randomUUID(), ...changes });
}

function publish({ url }: RunningService, event: unknown, options: PublishOptions = {}): Promise<Response> {
  const { key = 'accueil', isBatch = false, headers = {} } = options;
  return fetch(new URL('/v1/events', url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokenOf(key)}`,
      'content-type': isBatch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
      ...headers,
    },
    body: JSON.stringify(event),
  });
}
