import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startKafka, type TestKafkaServer } from '@havre/test-harness';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../../..');

/** A Kafka as a city has it: TLS, a user for each service and department, and no right but those of deploy/kafka. */
export interface SecuredKafka {
  readonly server: TestKafkaServer;
  /** The settings of a program that signs in as that user. */
  settingsOf(user: string): Readonly<Record<string, string>>;
  /** How that user signs in, for clients that are none of our services. */
  connectionOf(user: string): SecuredConnection;
}

export interface SecuredConnection {
  readonly brokers: readonly string[];
  readonly tls: { readonly ca: string };
  readonly login: { readonly username: string; readonly password: string };
}

/** The user that may do everything. */
export const CHIEF = 'kafka-setup';

export async function startSecuredKafka(
  users: readonly string[],
  departments: readonly string[],
): Promise<SecuredKafka> {
  const passwords = new Map([CHIEF, ...users].map((name) => [name, randomBytes(24).toString('hex')]));
  const server = await startKafka({
    dedicated: true,
    tls: true,
    users: [...passwords].map(([name, password]) => ({ name, password, isSuper: name === CHIEF })),
  });
  const settingsOf = (user: string): Readonly<Record<string, string>> => ({
    HAVRE_EVENT_LOG: 'kafka',
    HAVRE_KAFKA_BROKERS: server.brokers.join(','),
    HAVRE_KAFKA_CA_FILE: server.caFile ?? '',
    HAVRE_KAFKA_USERNAME: user,
    HAVRE_KAFKA_PASSWORD: passwords.get(user) ?? '',
  });
  const job = [join(ROOT, 'deploy/kafka/dist/main.js'), '--departments', departments.join(',')];
  await run(process.execPath, job, { env: { ...process.env, ...settingsOf(CHIEF) } });
  const ca = await readFile(server.caFile ?? '', 'utf8');
  const connectionOf = (username: string): SecuredConnection => ({
    brokers: server.brokers,
    tls: { ca },
    login: { username, password: passwords.get(username) ?? '' },
  });
  return { server, settingsOf, connectionOf };
}
