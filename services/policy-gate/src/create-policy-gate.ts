import { EVENT_LOG, openConfiguredEventLog, type EventLog } from '@havre/messaging';
import type { OperatingPoint } from '@havre/policy';
import {
  CLOCK,
  createHttpApplication,
  createServiceLogger,
  systemClock,
  TestClock,
  type HttpApplication,
  type RunningService,
  type ServiceEnvironment,
  type ServiceLogger,
} from '@havre/service';
import { DataSource } from 'typeorm';

import { prepareDoor } from './accept-events/prepare-door.js';
import type { Probe } from './open-sealed/probe.js';
import { SealedDoor } from './open-sealed/sealed-door.js';
import { checkSealedDoor, openSealedDoor } from './open-sealed/open-sealed-door.js';
import { PolicyGateModule, type PolicyGateParts } from './policy-gate.module.js';
import { loadPolicies, policyReadiness, reportPolicies } from './reload-bundle/gate-policies.js';
import { policyGateSettings, type PolicyGateSettings } from './settings/policy-gate-settings.js';
import { readHelpPages } from './show-help/help-pages.js';

const NAME = 'policy-gate';

const API = {
  title: 'Havre: policy gate',
  description: 'The only door for events of departments and providers.',
  version: '1',
};

/**
 * Starts the gate and listens. The policy bundle is loaded first: there is no gate without one.
 *
 * @param logger where log lines go; standard output unless given.
 * @param probe told of the steps of the sealed door; for tests.
 * @throws SettingsError, PolicyError, DatabaseError, EventLogError, KeysFileError, ListenError
 */
export async function createPolicyGate(
  environment: ServiceEnvironment<EventLog>,
  logger?: ServiceLogger,
  probe?: Probe,
): Promise<RunningService> {
  const settings = policyGateSettings.read(environment.env);
  checkSealedDoor(settings, environment.env);
  const policies = loadPolicies(settings, systemClock.now().getTime(), operatingPointOf(settings));
  const log = logger ?? createServiceLogger({ service: NAME, level: settings.logLevel });
  const helpPages = await readHelpPages();
  if (helpPages === undefined) log.warn('help-pages-missing');
  reportPolicies(policies, log);
  const eventLog = environment.eventLog ?? (await openConfiguredEventLog(settings, NAME, log));
  const closeLog = environment.eventLog === undefined ? () => eventLog.close() : () => Promise.resolve();
  try {
    const parts = { settings, eventLog, policies, helpPages, probe };
    const application = await createApplication(parts, environment, log);
    await application.listen();
    await openSealedDoor(application, settings, log);
    return closingAfter(application, closeLog);
  } catch (error) {
    await closeLog();
    throw error;
  }
}

function createApplication(
  parts: PolicyGateParts,
  environment: ServiceEnvironment,
  logger: ServiceLogger,
): Promise<HttpApplication> {
  const settings: PolicyGateSettings = parts.settings;
  return createHttpApplication({
    name: NAME,
    module: PolicyGateModule.forRoot(parts),
    settings,
    environment,
    logger,
    api: API,
    readiness: {
      inject: [DataSource, EVENT_LOG, SealedDoor],
      useFactory: (dataSource: DataSource, eventLog: EventLog, sealedDoor: SealedDoor | null) => [
        { name: 'database', check: () => dataSource.query('SELECT 1') },
        { name: 'event-log', check: () => eventLog.ping() },
        policyReadiness(parts.policies),
        ...(sealedDoor === null ? [] : [{ name: 'epoch-keys', check: () => sealedDoor.checkReady() }]),
      ],
    },
    // When which key was answered what would be a record of a drop by itself: verdicts are counted by the day instead.
    discreetRoutes: ['/v1/events'],
    configure: async (door) => {
      prepareDoor(door);
      const clock: unknown = door.get(CLOCK);
      // One service is enough to take the log's clock along; it goes by real time again once no test clock is set.
      if (clock instanceof TestClock) await clock.follow((aheadMs) => moveLog(parts.eventLog, aheadMs));
      else await moveLog(parts.eventLog, 0);
    },
  });
}

function moveLog(eventLog: EventLog, aheadMs: number): Promise<void> {
  return eventLog.moveClock?.(aheadMs) ?? Promise.resolve();
}

/** The log is let go of last: until then, requests in flight may still append. */
function closingAfter(service: RunningService, closeLog: () => Promise<void>): RunningService {
  let closing: Promise<void> | undefined;
  return {
    name: service.name,
    url: service.url,
    port: service.port,
    close: () => (closing ??= service.close().finally(closeLog)),
  };
}

/** How notes are decided, where the settings say it rather than the packs. */
function operatingPointOf({ freeText }: PolicyGateSettings): OperatingPoint | undefined {
  return freeText === 'strict' || freeText === 'screened' ? freeText : undefined;
}
