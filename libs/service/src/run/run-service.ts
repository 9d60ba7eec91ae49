import { faultOf } from '../fault/fault-of.js';
import { FaultError } from '../fault/fault-error.js';
import { SettingsError } from '../settings/settings-error.js';
import { sharedSettings } from '../settings/shared-settings.js';
import { keepMemoryOffDisk } from './memory-off-disk.js';
import type { RunningService, ServiceEnvironment } from './service-environment.js';

export const EXIT_CODES = { failed: 1, wrongSettings: 2 } as const;

/** The parts of a process that running a service needs; tests give their own. */
export interface HostProcess {
  readonly env: ServiceEnvironment['env'];
  readonly execArgv: readonly string[];
  exitCode?: number | string | null | undefined;
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  once(event: 'uncaughtException', listener: (error: unknown) => void): unknown;
  exit(code: number): unknown;
  readonly stderr: { write(text: string): unknown };
}

/**
 * The whole of a service's `main.ts`: starts it with the process's environment, stops it cleanly on SIGTERM and SIGINT.
 * Wrong settings end the process with code 2 and one line each, any other fault with code 1 and its code; so does an error that
 * nobody caught, which Node would print whole, with whatever input it quotes.
 */
export async function runService(
  create: (environment: ServiceEnvironment<never>) => Promise<RunningService>,
  host: HostProcess = process,
): Promise<void> {
  host.once('uncaughtException', (error: unknown) => dieOf(error, host));
  try {
    keepMemoryOffDisk({ execArgv: host.execArgv, nodeOptions: host.env['NODE_OPTIONS'] });
    const service = await create({ env: host.env });
    const stop = (): void => void stopWithin(service, host);
    host.once('SIGTERM', stop);
    host.once('SIGINT', stop);
  } catch (error) {
    host.stderr.write(explainStartFailure(error));
    host.exit(error instanceof SettingsError ? EXIT_CODES.wrongSettings : EXIT_CODES.failed);
  }
}

function dieOf(error: unknown, host: HostProcess): void {
  host.stderr.write(explainStartFailure(error));
  host.exit(EXIT_CODES.failed);
}

async function stopWithin(service: RunningService, host: HostProcess): Promise<void> {
  const { shutdownTimeoutMs } = shutdownSettings(host);
  const timer = setTimeout(() => host.exit(EXIT_CODES.failed), shutdownTimeoutMs);
  try {
    await service.close();
    clearTimeout(timer);
    host.exit(0);
  } catch (error) {
    dieOf(error, host);
  }
}

/** The service has read its settings by now, so they are right. */
function shutdownSettings({ env }: HostProcess): { shutdownTimeoutMs: number } {
  const { shutdownTimeoutMs } = sharedSettings.settings;
  const text = env[shutdownTimeoutMs.variable];
  return { shutdownTimeoutMs: text === undefined || text === '' ? shutdownTimeoutMs.fallback : Number(text) };
}

/** What may be printed of an error that kept a service from starting: our own sentences, Nest's wiring errors, codes. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof SettingsError) return lines([...error.lines('fr'), ...error.lines('en')]);
  if (error instanceof FaultError) return lines([`${error.code}: ${error.message}`]);
  return lines([wiringMistake(error) ?? faultOf(error).code]);
}

/** Nest's errors about modules and providers name classes and nothing else. */
function wiringMistake(error: unknown): string | undefined {
  const isWiring =
    error instanceof Error &&
    /^(?:Unknown|Undefined|Invalid|Circular)\w*Exception$/.test(error.constructor.name);
  return isWiring ? error.message : undefined;
}

const lines = (texts: readonly string[]): string => `${texts.join('\n')}\n`;
