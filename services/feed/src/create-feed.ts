import {
  connectEventLog,
  EVENT_LOG,
  openConfiguredEventLog,
  ParkingLot,
  type EventLog,
} from '@havre/messaging';
import {
  createHttpApplication,
  createServiceLogger,
  type RunningService,
  type ServiceEnvironment,
  type ServiceLogger,
} from '@havre/service';
import { DataSource } from 'typeorm';
import { UNSHOWN_TYPES } from './domain/unshown-types.js';
import { FeedModule } from './feed.module.js';
import { GROUP } from './project-events/feed-consumer.module.js';
import { feedSettings } from './settings/feed-settings.js';

const API = {
  title: 'Havre: feed',
  description: 'What departments and providers read: their events, their referrals, the places of the city.',
  version: '1',
};

/**
 * Starts the feed: follows the log, and listens.
 *
 * @param logger where log lines go; standard output unless given
 * @throws SettingsError, DatabaseError, EventLogError, KeysFileError, ListenError
 */
export async function createFeed(
  environment: ServiceEnvironment<EventLog>,
  logger?: ServiceLogger,
): Promise<RunningService> {
  const settings = feedSettings.read(environment.env);
  const log = logger ?? createServiceLogger({ service: 'feed', level: settings.logLevel });
  const eventLog = environment.eventLog ?? (await openConfiguredEventLog(settings, 'feed', log));
  const closeLog = environment.eventLog === undefined ? () => eventLog.close() : () => Promise.resolve();
  try {
    const application = await createHttpApplication({
      name: 'feed',
      module: FeedModule.forRoot(settings, eventLog),
      settings,
      environment,
      logger: log,
      api: API,
      readiness: {
        inject: [DataSource, EVENT_LOG],
        useFactory: (dataSource: DataSource, connected: EventLog) => [
          { name: 'database', check: () => dataSource.query('SELECT 1') },
          { name: 'event-log', check: () => connected.ping() },
        ],
      },
      configure: (nest) => {
        connectEventLog(nest, {
          eventLog,
          group: GROUP,
          parking: nest.get(ParkingLot),
          ignoredTypes: UNSHOWN_TYPES,
          logger: log,
        });
      },
    });
    return closingAfter(await application.listen(), closeLog);
  } catch (error) {
    await closeLog();
    throw error;
  }
}

/** The log is let go of last: until then, batches in flight may still commit. */
function closingAfter(service: RunningService, closeLog: () => Promise<void>): RunningService {
  let closing: Promise<void> | undefined;
  return {
    name: service.name,
    url: service.url,
    port: service.port,
    close: () => (closing ??= service.close().finally(closeLog)),
  };
}
