/** The passing of time, injected so that tests can hold it. */
export interface Timer {
  /** Runs `task` once after `delayMs`; the result cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The system's timer; it keeps no process alive. */
export const systemTimer: Timer = {
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
