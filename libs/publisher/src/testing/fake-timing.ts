import type { Timing } from '../kafka/timing.js';

interface Waiting {
  readonly at: number;
  readonly resolve: () => void;
}

/** Time that passes when it is told to, and chance that always says the same. */
export class FakeTiming implements Timing {
  readonly waits: number[] = [];
  #now: number;
  #waiting: Waiting[] = [];

  constructor(now = 0) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return 1;
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return;
    this.waits.push(ms);
    await new Promise<void>((resolve) => {
      this.#waiting.push({ at: this.#now + ms, resolve });
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  /** Lets what is under way come to rest, then so much time pass, and what that wakes come to rest. */
  async pass(ms: number): Promise<void> {
    await rest();
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { resolve } of due) resolve();
    await rest();
  }
}

async function rest(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
