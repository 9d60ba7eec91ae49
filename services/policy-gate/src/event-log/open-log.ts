import { TOPICS } from '@havre/events';
import { openEventLog, type EventLog, type EventLogSettings, type TopicSpec } from '@havre/messaging';
import type { ServiceLogger } from '@havre/service';

import type { PolicyGateSettings } from '../settings/policy-gate-settings.js';

const DAY_MS = 86_400_000;

/** Opens the log that the settings name, for a gate that runs by itself. */
export function openLog(settings: PolicyGateSettings, logger: ServiceLogger): Promise<EventLog> {
  return openEventLog(logSettings(settings, logger));
}

/** Makes the topics that are not there yet. */
export async function ensureTopics(eventLog: EventLog, retentionDays: number): Promise<void> {
  const specs = TOPICS.map(({ name, partitions, cleanup }): TopicSpec => ({
    name,
    partitions,
    cleanup,
    retentionMs: retentionDays * DAY_MS,
  }));
  await eventLog.ensureTopics(specs);
}

function logSettings(settings: PolicyGateSettings, logger: ServiceLogger): EventLogSettings {
  const { databaseUrl, eventLogUrl, kafkaBrokers, kafkaUsername, kafkaPassword, kafkaTls } = settings;
  if (settings.eventLog === 'postgresql') {
    return { kind: 'postgresql', connectionString: eventLogUrl ?? databaseUrl, logger };
  }
  return {
    kind: 'kafka',
    brokers: kafkaBrokers,
    clientId: 'havre-policy-gate',
    logger,
    ...(kafkaTls ? { tls: {} } : {}),
    ...(kafkaUsername === undefined || kafkaPassword === undefined
      ? {}
      : { sasl: { mechanism: 'scram-sha-512', username: kafkaUsername, password: kafkaPassword } }),
  };
}
