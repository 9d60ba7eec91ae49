import { readFile } from 'node:fs/promises';

import { SettingsError, type Environment, type HttpApplication, type ServiceLogger } from '@havre/service';

import { defaultPeerUrl } from '../settings/peer-url.js';
import { POLICY_GATE_SETTINGS, type PolicyGateSettings } from '../settings/policy-gate-settings.js';
import { leavesCoreFiles, refuseDumps } from '../settings/refuse-dumps.js';
import { isSealedDoorOpen } from './sealed-door-providers.js';
import { SealedDoor } from './sealed-door.js';

const EXPECTS = {
  fr: 'vide, sauf avec `HAVRE_EVENT_LOG=kafka` et `HAVRE_OPS_KEY`',
  en: 'empty, except with `HAVRE_EVENT_LOG=kafka` and `HAVRE_OPS_KEY`',
};

/** @throws SettingsError when there is to be a sealed door where it cannot be, or where its keys would not stay in memory */
export function checkSealedDoor(settings: PolicyGateSettings, environment: Environment): void {
  if (!isSealedDoorOpen(settings)) return;
  if (settings.eventLog !== 'kafka' || settings.opsKey === undefined) {
    const { variable } = POLICY_GATE_SETTINGS.ingressDepartments;
    throw new SettingsError([{ variable, problem: 'wrong', expects: EXPECTS }]);
  }
  refuseDumps([environment['NODE_OPTIONS'], ...process.execArgv]);
}

/**
 * Opens the sealed door of a gate that listens: its peers have to reach it.
 * @throws EventLogError, and what the database throws; the gate is closed again then
 */
export async function openSealedDoor(
  application: HttpApplication,
  settings: PolicyGateSettings,
  logger: ServiceLogger,
): Promise<void> {
  if (!isSealedDoorOpen(settings)) return;
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  if (leavesCoreFiles(limits)) logger.warn('core-dumps-enabled');
  const url = settings.peerUrl ?? defaultPeerUrl(settings.host, application.port);
  try {
    await application.nest.get(SealedDoor).start(url);
  } catch (error) {
    await application.close();
    throw error;
  }
}
