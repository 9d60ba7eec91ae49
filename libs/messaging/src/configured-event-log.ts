import { readFile } from 'node:fs/promises';
import { TOPICS } from '@havre/events';
import { EventLogError } from './event-log-error.js';
import type { EventLog } from './event-log.js';
import { toEventLogError } from './fault.js';
import type { MessagingLogger } from './messaging-logger.js';
import { openEventLog, type EventLogSettings } from './open-event-log.js';
import { backoffMs, pause, systemScheduler } from './scheduler.js';

/** The settings of a service that say which log it uses: `SharedSettings` of `@havre/service` has this shape. */
export interface EventLogConfiguration {
  readonly eventLog: 'postgresql' | 'kafka';
  readonly databaseUrl: string;
  /** PostgreSQL of the log, when it is not `databaseUrl`. */
  readonly eventLogUrl?: string | undefined;
  readonly kafkaBrokers: readonly string[];
  readonly kafkaUsername?: string | undefined;
  readonly kafkaPassword?: string | undefined;
  readonly kafkaTls: boolean;
  /** PEM file of the authority that signed the brokers' certificates; with it, the connection is always TLS. */
  readonly kafkaCaFile?: string | undefined;
  /** Library that reads and writes on Kafka. Default `kafkajs`. */
  readonly kafkaClient?: 'kafkajs' | 'platformatic';
  /** Days after which the log forgets. */
  readonly retentionDays: number;
}

const DAY_MS = 86_400_000;
const CONNECT_WITHIN_MS = 30_000;
const RETRY = { initialMs: 100, maxMs: 2_000 };

/**
 * Opens the log that a service's settings name and makes Havre's topics where they are missing. Waits up to 30 s for a log that
 * is still starting.
 * @param name the service, as brokers see it
 * @throws EventLogError `unavailable`, `unauthorized`, `invalid-option`
 */
export async function openConfiguredEventLog(
  configuration: EventLogConfiguration,
  name: string,
  logger?: MessagingLogger,
): Promise<EventLog> {
  const settings = {
    ...(await settingsOf(configuration, name)),
    ...(logger === undefined ? {} : { logger }),
  };
  const end = systemScheduler.now() + CONNECT_WITHIN_MS;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await openWithTopics(settings, configuration.retentionDays * DAY_MS);
    } catch (error) {
      const fault = toEventLogError(error);
      if (!fault.retriable || systemScheduler.now() > end) throw fault;
    }
    await pause(systemScheduler, backoffMs(RETRY, attempt));
  }
}

async function openWithTopics(settings: EventLogSettings, retentionMs: number): Promise<EventLog> {
  const log = await openEventLog(settings);
  try {
    await log.ensureTopics(TOPICS.map((topic) => ({ ...topic, retentionMs })));
    return log;
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function settingsOf(
  configuration: EventLogConfiguration,
  serviceName: string,
): Promise<EventLogSettings> {
  const { eventLog, databaseUrl, eventLogUrl, kafkaBrokers, kafkaClient } = configuration;
  if (eventLog === 'postgresql') return { kind: 'postgresql', connectionString: eventLogUrl ?? databaseUrl };
  return {
    kind: 'kafka',
    brokers: kafkaBrokers,
    clientId: `havre-${serviceName}`,
    ...(kafkaClient === undefined ? {} : { client: kafkaClient }),
    ...(await tlsOf(configuration)),
    ...saslOf(configuration),
  };
}

type KafkaSettings = Extract<EventLogSettings, { kind: 'kafka' }>;

async function tlsOf({ kafkaTls, kafkaCaFile }: EventLogConfiguration): Promise<Pick<KafkaSettings, 'tls'>> {
  if (kafkaCaFile === undefined) return kafkaTls ? { tls: {} } : {};
  const ca = await readFile(kafkaCaFile, 'utf8').catch(() => '');
  if (!ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new EventLogError('invalid-option', 'option.ca-file');
  return { tls: { ca } };
}

function saslOf({ kafkaUsername, kafkaPassword }: EventLogConfiguration): Pick<KafkaSettings, 'sasl'> {
  if (kafkaUsername === undefined || kafkaPassword === undefined) return {};
  return { sasl: { mechanism: 'scram-sha-512', username: kafkaUsername, password: kafkaPassword } };
}
