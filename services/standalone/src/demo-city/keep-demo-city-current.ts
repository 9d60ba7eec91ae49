import type { DemoKeys } from './demo-keys.js';
import { confirmDemoCity, seedDemoCity } from './seed-demo-city.js';

const HOUR_MS = 3_600_000;

/**
 * Seeds the demo city, then lets its providers say every hour that their counts are still current: nobody is behind
 * these desks, and counts that nobody confirms grow too old to be offered. Keeps its process, which may have nothing else
 * to do, until it is stopped; answers how.
 */
export async function keepDemoCityCurrent(options: {
  readonly gateUrl: string;
  readonly keys: DemoKeys;
}): Promise<() => Promise<void>> {
  await seedDemoCity({ ...options, start: new Date().toISOString() });
  let confirming: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    confirming = confirmDemoCity({ ...options, start: new Date().toISOString() });
  }, HOUR_MS);
  return async () => {
    clearInterval(timer);
    await confirming;
  };
}
