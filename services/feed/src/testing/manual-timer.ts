import type { Timer } from '../stream-events/timer.js';

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** A timer that a test moves by hand. */
export class ManualTimer implements Timer {
  #now = 0;
  readonly #tasks = new Set<Task>();

  /** How many tasks wait. */
  get waiting(): number {
    return this.#tasks.size;
  }

  after(delayMs: number, run: () => void): () => void {
    const task = { at: this.#now + delayMs, run };
    this.#tasks.add(task);
    return () => void this.#tasks.delete(task);
  }

  /** Lets time pass, runs what is due in its order, and lets everything that follows from it happen. */
  async pass(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    const due = [...this.#tasks].filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    for (const task of due) {
      this.#tasks.delete(task);
      task.run();
    }
    await settle();
  }
}

/** Lets every promise that can go on, go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
