import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startKafka, type TestKafkaServer } from '@havre/test-harness';
import { Kafka, logLevel } from 'kafkajs';
import { runCommand } from '../cli/run-command.js';

export const SETUP_USER = 'kafka-setup';

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A broker with TLS, SCRAM and the authorizer, and the job beside it. */
export class SecuredKafka {
  private constructor(
    readonly server: TestKafkaServer,
    private readonly passwords: ReadonlyMap<string, string>,
    private readonly ca: string,
  ) {}

  static async start(users: readonly string[]): Promise<SecuredKafka> {
    const passwords = new Map([SETUP_USER, ...users].map((name) => [name, randomBytes(24).toString('hex')]));
    const server = await startKafka({
      dedicated: true,
      tls: true,
      users: [...passwords].map(([name, password]) => ({ name, password, isSuper: name === SETUP_USER })),
    });
    return new SecuredKafka(server, passwords, await readFile(server.caFile ?? '', 'utf8'));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** `npm run kafka:apply -- …`, in English. */
  async apply(
    parameters: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CommandResult> {
    const said = { out: '', err: '' };
    const code = await runCommand(parameters, {
      env: { LANG: 'en_CA.UTF-8', ...this.settings(SETUP_USER), ...env },
      out: (text) => (said.out += text),
      err: (text) => (said.err += text),
    });
    return { code, ...said };
  }

  /** The settings of a service that signs in as that user. */
  settings(user: string): Readonly<Record<string, string>> {
    return {
      HAVRE_KAFKA_BROKERS: this.server.brokers.join(','),
      HAVRE_KAFKA_USERNAME: user,
      HAVRE_KAFKA_PASSWORD: this.passwords.get(user) ?? '',
      HAVRE_KAFKA_CA_FILE: this.server.caFile ?? '',
    };
  }

  /** What a client of any kind signs in with. */
  credentials(username: string) {
    const password = this.passwords.get(username) ?? '';
    return { brokers: this.server.brokers, username, password, ca: this.ca };
  }

  /** A plain client of that user, which gives up soon. */
  client(username: string, password = this.passwords.get(username) ?? ''): Kafka {
    return new Kafka({
      brokers: [...this.server.brokers],
      clientId: username,
      logLevel: logLevel.NOTHING,
      ssl: { ca: this.ca },
      sasl: { mechanism: 'scram-sha-512', username, password },
      retry: { initialRetryTime: 50, maxRetryTime: 200, retries: 3 },
    });
  }
}
