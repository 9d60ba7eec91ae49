import { setTimeout as sleep } from 'node:timers/promises';

/** Time and chance, given in so that tests need neither. */
export interface Timing {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 to 1. */
  random(): number;
}

export const SYSTEM_TIMING: Timing = {
  now: () => Date.now(),
  wait: async (ms, signal) => {
    await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
  random: () => Math.random(),
};

const LONGEST_MS = 30_000;

/** How long to wait before the attempt after `failures` of them: doubling, spread by chance, 30 s at most. */
export function backoffMs(failures: number, firstMs: number, random: number): number {
  return Math.min(LONGEST_MS, firstMs * 2 ** (failures - 1)) * (0.5 + random / 2);
}
