import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { ServiceLogger } from '@havre/service';

/** Calls a task again and again until the returned function is called. */
export type Repeat = (task: () => void, everyMs: number) => () => void;

export interface HousekeepingParts {
  /** Notes which events are in the log. */
  readonly markAppended: () => Promise<void>;
  /** Deletes what is past its retention; says how many rows. */
  readonly forget: () => Promise<number>;
  /** Resolves when no request waits to be stored. */
  readonly idle: () => Promise<void>;
  readonly repeat: Repeat;
  readonly logger: ServiceLogger;
}

const EVERY_MS = 60_000;

export const repeatBySystemTimer: Repeat = (task, everyMs) => {
  const timer = setInterval(task, everyMs);
  timer.unref();
  return () => clearInterval(timer);
};

/** What the gate does on the side: once at the start, once a minute, and a last time before it stops. */
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #parts: HousekeepingParts;
  #stop: () => void = () => undefined;
  #running: Promise<void> | undefined;

  constructor(parts: HousekeepingParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#stop = this.#parts.repeat(() => void this.run(), EVERY_MS);
    void this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop();
    await this.#running;
    await this.#parts.idle();
    await this.#attempt('receipts-not-marked', this.#parts.markAppended);
  }

  /** One round; a round that is still under way is not joined by another. */
  run(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #round(): Promise<void> {
    await this.#attempt('receipts-not-marked', this.#parts.markAppended);
    await this.#attempt('receipts-not-forgotten', async () => {
      const count = await this.#parts.forget();
      if (count > 0) this.#parts.logger.info('receipts-forgotten', { count });
    });
  }

  /** The next round does what this one could not. */
  async #attempt(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.logger.fault(failure, error);
    }
  }
}
