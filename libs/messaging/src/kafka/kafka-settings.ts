import { EventLogError } from '../event-log-error.js';
import { silentLogger, type MessagingLogger } from '../messaging-logger.js';
import { systemScheduler, type BackoffSettings, type Scheduler } from '../scheduler.js';

export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

export interface KafkaTls {
  /** PEM of the authority that signed the brokers' certificates; the system's authorities when absent. */
  readonly ca?: string;
  /** PEM of this client's certificate and key, where brokers ask for them. */
  readonly cert?: string;
  readonly key?: string;
}

export interface KafkaEventLogOptions {
  /** `host:port` of each; at least one. */
  readonly brokers: readonly string[];
  /** Which library reads and writes; what is asked of the cluster itself goes through kafkajs. Default `kafkajs`. */
  readonly client?: 'kafkajs' | 'platformatic';
  /** Name of this service in the brokers' logs and quotas. Default `havre`. */
  readonly clientId?: string;
  readonly sasl?: KafkaSasl;
  /** Absent: no TLS. `{}`: TLS with the system's authorities. */
  readonly tls?: KafkaTls;
  /** Partitions of a topic that names none; 1 to 1000. Default 12. */
  readonly partitions?: number;
  /** Copies of a new topic. Default: 3, or as many as there are brokers. */
  readonly replicationFactor?: number;
  /** Milliseconds a broker may take to answer. Default 10 000. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds that a read waits for news. Default 200. */
  readonly maxWaitMs?: number;
  /** Milliseconds between two looks for a consumer that stands still in spite of lag; the third in a row makes it anew. Default 20 000. */
  readonly stallMs?: number;
  /** Waits of a partition whose handler failed. */
  readonly backoff?: BackoffSettings;
  readonly logger?: MessagingLogger;
  readonly scheduler?: Scheduler;
}

export type KafkaSettings = Required<Omit<KafkaEventLogOptions, 'sasl' | 'tls' | 'replicationFactor'>> &
  Pick<KafkaEventLogOptions, 'sasl' | 'tls' | 'replicationFactor'>;

const DEFAULTS = {
  client: 'kafkajs' as const,
  clientId: 'havre',
  partitions: 12,
  requestTimeoutMs: 10_000,
  maxWaitMs: 200,
  stallMs: 20_000,
  backoff: { initialMs: 100, maxMs: 5_000 },
  logger: silentLogger,
  scheduler: systemScheduler,
};

/** @throws EventLogError `invalid-option` */
export function kafkaSettings(options: KafkaEventLogOptions): KafkaSettings {
  const settings = { ...DEFAULTS, ...options };
  if (settings.brokers.length === 0) throw new EventLogError('invalid-option', 'option.brokers');
  return settings;
}
