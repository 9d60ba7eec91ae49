import 'reflect-metadata';
import {
  connectEventLog,
  EVENT_LOG,
  openConfiguredEventLog,
  ParkingLot,
  typesWrittenBy,
  type EventLog,
} from '@havre/messaging';
import {
  createHttpApplication,
  createServiceLogger,
  type HttpApplication,
  type RunningService,
  type ServiceEnvironment,
  type ServiceLogger,
} from '@havre/service';
import { DataSource } from 'typeorm';
import { CONSUMER } from './events.controller.js';
import { ReferralModule, type ReferralParts } from './referral.module.js';
import { readReferralSettings } from './settings/referral-settings.js';

const NAME = 'referral';
/** Most events of one transaction; the longest wait of the first of them grows with it. */
const MAX_BATCH = 500;

/**
 * Starts the routing of referrals: consumes, works and listens.
 *
 * @param logger where log lines go; standard output unless given
 * @throws SettingsError, DatabaseError, EventLogError, ListenError
 */
export async function createReferral(
  environment: ServiceEnvironment<EventLog>,
  logger?: ServiceLogger,
): Promise<RunningService> {
  const settings = readReferralSettings(environment.env);
  const log = logger ?? createServiceLogger({ service: NAME, level: settings.logLevel });
  const eventLog = environment.eventLog ?? (await openConfiguredEventLog(settings, NAME, log));
  const closeLog = environment.eventLog === undefined ? () => eventLog.close() : () => Promise.resolve();
  try {
    const application = await createApplication({ settings, eventLog }, environment, log);
    return closingAfter(await application.listen(), closeLog);
  } catch (error) {
    await closeLog();
    throw error;
  }
}

function createApplication(
  parts: ReferralParts,
  environment: ServiceEnvironment,
  logger: ServiceLogger,
): Promise<HttpApplication> {
  return createHttpApplication({
    name: NAME,
    module: ReferralModule.forRoot(parts),
    settings: parts.settings,
    environment,
    logger,
    readiness: {
      inject: [DataSource, EVENT_LOG],
      useFactory: (dataSource: DataSource, eventLog: EventLog) => [
        { name: 'database', check: () => dataSource.query('SELECT 1') },
        { name: 'event-log', check: () => eventLog.ping() },
      ],
    },
    configure: (application) => {
      connectEventLog(application, {
        eventLog: parts.eventLog,
        group: CONSUMER,
        parking: application.get(ParkingLot, { strict: false }),
        maxBatch: MAX_BATCH,
        ignoredTypes: typesWrittenBy('referral'),
        logger,
      });
    },
  });
}

/** The log is let go of last: until then, the relay may still append. */
function closingAfter(service: RunningService, closeLog: () => Promise<void>): RunningService {
  let closing: Promise<void> | undefined;
  return {
    name: service.name,
    url: service.url,
    port: service.port,
    close: () => (closing ??= service.close().finally(closeLog)),
  };
}
