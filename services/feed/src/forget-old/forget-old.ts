import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { ServiceLogger } from '@havre/service';
import type { Timer } from '../stream-events/timer.js';

/** Deletes a portion of what is past its retention; says how many rows went. */
export type Forget = () => Promise<number>;

export interface ForgetOldOptions {
  /** What to forget, by a name for the log. Each is called again until it finds nothing. */
  readonly chores: Readonly<Record<string, Forget>>;
  readonly everyMs: number;
  readonly timer: Timer;
  readonly logger: ServiceLogger;
}

/** Forgets what is past its retention: at the start, then again and again until the service stops. */
export class ForgetOld implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #cancel: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(private readonly options: ForgetOldOptions) {}

  onApplicationBootstrap(): void {
    this.#running = this.run().then(() => this.#again());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    this.#cancel();
    await this.#running;
  }

  /** One round. What fails is left to the next. */
  async run(): Promise<void> {
    for (const [name, forget] of Object.entries(this.options.chores)) {
      try {
        await this.#forgetAll(name, forget);
      } catch (fault) {
        this.options.logger.fault('feed-not-forgotten', fault, { name });
      }
    }
  }

  async #forgetAll(name: string, forget: Forget): Promise<void> {
    let total = 0;
    for (let count = -1; count !== 0 && !this.#isStopping; total += count) count = await forget();
    if (total > 0) this.options.logger.info('feed-forgotten', { name, count: total });
  }

  #again(): void {
    if (this.#isStopping) return;
    const { timer, everyMs } = this.options;
    this.#cancel = timer.after(everyMs, () => {
      this.#running = this.run().then(() => this.#again());
    });
  }
}
