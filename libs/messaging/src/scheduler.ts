/** The passing of time, injected so that tests can hold it. Not the business clock: nothing here is ever stored. */
export interface Scheduler {
  /** Milliseconds that only rise, also while the process is stopped. */
  now(): number;
  /** Runs `task` once after `delayMs`; the result cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

export const systemScheduler: Scheduler = {
  now: () => performance.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs`, or at once when `signal` aborts. */
export function pause(scheduler: Scheduler, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const cancel = scheduler.after(delayMs, done);
    function done(): void {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done, { once: true });
  });
}

export interface BackoffSettings {
  /** Milliseconds before the second try. */
  readonly initialMs: number;
  /** Milliseconds that no wait exceeds. */
  readonly maxMs: number;
}

/** Wait before try number `attempt + 1`, doubling from `initialMs`. */
export function backoffMs({ initialMs, maxMs }: BackoffSettings, attempt: number): number {
  return Math.min(maxMs, initialMs * 2 ** Math.min(attempt, 30));
}
