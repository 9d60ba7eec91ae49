import type { Scheduler } from '../scheduler.js';

/** Time that passes only when told to. */
export class ManualScheduler implements Scheduler {
  #now = 0;
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): () => void {
    const entry = { at: this.#now + delayMs, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((each) => each !== entry);
    };
  }

  /** Lets time pass; runs what becomes due, in order. */
  advance(byMs: number): void {
    const end = this.#now + byMs;
    for (;;) {
      const [next] = this.#tasks.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
      if (next === undefined) break;
      this.#tasks = this.#tasks.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
    }
    this.#now = end;
  }

  /** The process stands still: time passes, nothing runs. */
  freeze(forMs: number): void {
    this.#now += forMs;
  }
}
