import { randomUUID } from 'node:crypto';
import { EventLogError } from '../event-log-error.js';
import { silentLogger, type MessagingLogger } from '../messaging-logger.js';
import { systemScheduler, type BackoffSettings, type Scheduler } from '../scheduler.js';

export interface PostgresEventLogOptions {
  readonly connectionString: string;
  /** Schema of the log's tables. Lower-case letters, digits and `_`. Default `event_log`. */
  readonly schema?: string;
  /** Partitions of a topic that names none; 1 to 1000. Default 12. */
  readonly partitions?: number;
  /** Connections for reading and leases, beside one for appending and one that listens. Default 4. */
  readonly poolSize?: number;
  /** Milliseconds to wait for a connection. Default 5 000. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds a statement may take. Default 15 000. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds between two rounds of retention and compaction. Default 60 000; 0 leaves them to others. */
  readonly housekeepingMs?: number;
  /** Waits of a partition whose handler failed, and of a reader whose database is away. */
  readonly backoff?: BackoffSettings;
  readonly logger?: MessagingLogger;
  readonly scheduler?: Scheduler;
  /** Source of the ids of this process and its subscriptions. Default: random UUIDs. */
  readonly newId?: () => string;
}

export interface PostgresSettings extends Required<PostgresEventLogOptions> {
  /** Channel of NOTIFY: one for each schema. */
  readonly channel: string;
  /** UUID of this process among those on the channel. */
  readonly instanceId: string;
}

const DEFAULTS = {
  schema: 'event_log',
  partitions: 12,
  poolSize: 4,
  connectTimeoutMs: 5_000,
  statementTimeoutMs: 15_000,
  housekeepingMs: 60_000,
  backoff: { initialMs: 100, maxMs: 5_000 },
  logger: silentLogger,
  scheduler: systemScheduler,
  newId: (): string => randomUUID(),
};

/** @throws EventLogError `invalid-option` */
export function postgresSettings(options: PostgresEventLogOptions): PostgresSettings {
  const settings = { ...DEFAULTS, ...options };
  if (!/^[a-z_][a-z0-9_]{0,47}$/.test(settings.schema))
    throw new EventLogError('invalid-option', 'option.schema');
  if (!isWithin(settings.partitions, 1, 1000)) throw new EventLogError('invalid-option', 'option.partitions');
  if (!isWithin(settings.poolSize, 1, 100)) throw new EventLogError('invalid-option', 'option.pool-size');
  return { ...settings, channel: `${settings.schema}_wake`, instanceId: settings.newId() };
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
