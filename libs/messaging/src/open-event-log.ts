import type { EventLog } from './event-log.js';
import { openKafkaEventLog } from './kafka/kafka-event-log.js';
import type { KafkaEventLogOptions } from './kafka/kafka-settings.js';
import { openPostgresEventLog } from './postgres/postgres-event-log.js';
import type { PostgresEventLogOptions } from './postgres/postgres-settings.js';

/** Which log, and how to reach it. */
export type EventLogSettings =
  | ({ readonly kind: 'postgresql' } & PostgresEventLogOptions)
  | ({ readonly kind: 'kafka' } & KafkaEventLogOptions);

/**
 * Opens the log that the settings name.
 * @throws EventLogError `unavailable`, `unauthorized`, `invalid-option`
 */
export function openEventLog(settings: EventLogSettings): Promise<EventLog> {
  return settings.kind === 'kafka' ? openKafkaEventLog(settings) : openPostgresEventLog(settings);
}
