import { correctKafkajs } from '@havre/kafkajs';
import { Kafka, logLevel, type LogEntry, type RetryOptions } from 'kafkajs';
import type { MessagingLogger } from '../messaging-logger.js';
import type { KafkaSettings } from './kafka-settings.js';

correctKafkajs();

/** A producer says soon that the brokers are away: its callers have callers who wait. */
export const BRIEF_RETRY: RetryOptions = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 6 };

/** A consumer waits for ever, and looks often enough to be back within a second. */
export const PATIENT_RETRY: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  retries: 60,
  restartOnFailure: () => Promise.resolve(true),
};

/** Hears everything that a client says, debugging included. */
export type ClientLog = (entry: LogEntry) => void;

/** A kafkajs client of its own connections. */
export function kafkaClient(settings: KafkaSettings, retry: RetryOptions, listening?: ClientLog): Kafka {
  const { brokers, clientId, sasl, tls, requestTimeoutMs, logger } = settings;
  return new Kafka({
    brokers: [...brokers],
    clientId,
    retry,
    connectionTimeout: Math.min(3_000, requestTimeoutMs),
    requestTimeout: requestTimeoutMs,
    enforceRequestTimeout: true,
    logLevel: listening === undefined ? logLevel.WARN : logLevel.DEBUG,
    logCreator: () => listening ?? ((entry) => logClient(logger, entry)),
    ...(tls === undefined ? {} : { ssl: { ...tls } }),
    ...(sasl === undefined ? {} : { sasl: saslOptions(sasl) }),
  });
}

type Sasl = NonNullable<KafkaSettings['sasl']>;

/** kafkajs distinguishes the mechanisms by type, so each is named. */
function saslOptions({ mechanism, username, password }: Sasl) {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password } as const;
    case 'scram-sha-256':
      return { mechanism, username, password } as const;
    case 'scram-sha-512':
      return { mechanism, username, password } as const;
  }
}

/** The texts of kafkajs quote errors, and those may quote records: only where it came from is passed on. */
function logClient(logger: MessagingLogger, { namespace, level }: LogEntry): void {
  const fields = { name: namespace, level: level === logLevel.ERROR ? 'error' : 'warn' };
  logger.warn('event-log.kafka-client', fields);
}
