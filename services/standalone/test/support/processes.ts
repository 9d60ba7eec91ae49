import { join } from 'node:path';
import { Program as HarnessProgram } from '@havre/test-harness';

export { answersReady } from '@havre/test-harness';

const ROOT = join(import.meta.dirname, '../../../..');

/** A start is a matter of seconds, unless the machine has a lot else to do. */
const READY_MS = 300_000;

export type ServiceName = 'policy-gate' | 'referral' | 'capacity' | 'feed' | 'admin';

/** One compiled program of the services as a process of its own, which a test can kill and start again. */
export class Program extends HarnessProgram {
  constructor(
    name: ServiceName | 'standalone',
    environment: Readonly<Record<string, string>>,
    isReady: () => Promise<boolean>,
    folder = ROOT,
  ) {
    super({
      name,
      main: join(ROOT, 'services', name, 'dist/main.js'),
      folder,
      environment,
      isReady,
      readyTimeoutMs: READY_MS,
    });
  }
}
