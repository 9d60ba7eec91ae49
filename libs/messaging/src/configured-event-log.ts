import { TOPICS } from '@havre/events';
import type { EventLog } from './event-log.js';
import type { MessagingLogger } from './messaging-logger.js';
import { openEventLog } from './open-event-log.js';

/** The settings of a service that say which log it uses: `SharedSettings` of `@havre/service` has this shape. */
export interface EventLogConfiguration {
  readonly eventLog: 'postgresql' | 'kafka';
  readonly databaseUrl: string;
  /** PostgreSQL of the log, when it is not the service's. */
  readonly eventLogUrl?: string | undefined;
  readonly kafkaBrokers: readonly string[];
  readonly kafkaUsername?: string | undefined;
  readonly kafkaPassword?: string | undefined;
  readonly kafkaTls: boolean;
}

/**
 * Opens the log that a service's settings name and makes Havre's topics where they do not exist.
 *
 * @param name the service, as brokers see it
 * @throws EventLogError `unavailable`, `unauthorized`, `invalid-option`
 */
export async function openConfiguredEventLog(
  configuration: EventLogConfiguration,
  name: string,
  logger?: MessagingLogger,
): Promise<EventLog> {
  const withLogger = logger === undefined ? {} : { logger };
  const eventLog = await openEventLog(
    configuration.eventLog === 'kafka'
      ? { kind: 'kafka', clientId: `havre-${name}`, ...kafkaOf(configuration), ...withLogger }
      : {
          kind: 'postgresql',
          connectionString: configuration.eventLogUrl ?? configuration.databaseUrl,
          ...withLogger,
        },
  );
  await eventLog.ensureTopics(TOPICS);
  return eventLog;
}

function kafkaOf(configuration: EventLogConfiguration): {
  brokers: readonly string[];
  sasl?: { mechanism: 'scram-sha-512'; username: string; password: string };
  tls?: Record<string, never>;
} {
  const { kafkaUsername, kafkaPassword } = configuration;
  return {
    brokers: configuration.kafkaBrokers,
    ...(kafkaUsername !== undefined && kafkaPassword !== undefined
      ? { sasl: { mechanism: 'scram-sha-512', username: kafkaUsername, password: kafkaPassword } }
      : {}),
    ...(configuration.kafkaTls ? { tls: {} } : {}),
  };
}
