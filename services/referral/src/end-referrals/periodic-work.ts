import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { ServiceLogger } from '@havre/service';

/** Runs a task once after a delay; the result cancels it. */
export type After = (delayMs: number, task: () => void) => () => void;

export const afterBySystemTimer: After = (delayMs, task) => {
  const timer = setTimeout(task, delayMs);
  return () => {
    clearTimeout(timer);
  };
};

/** One thing that the service does again and again. */
export interface Periodic {
  /** Kebab-case, for the log. */
  readonly name: string;
  readonly intervalMs: number;
  readonly work: () => Promise<void>;
}

/**
 * Works from the start of the application until it stops; the next round comes an interval after the end of the last.
 * A round that fails is logged by its code and tried again at the next.
 */
export class PeriodicWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly cancels = new Map<string, () => void>();
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;

  constructor(
    private readonly works: readonly Periodic[],
    private readonly logger: Pick<ServiceLogger, 'fault'>,
    private readonly after: After,
  ) {}

  onApplicationBootstrap(): void {
    for (const work of this.works) this.start(work);
  }

  /** Waits for the rounds under way; none begins after. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    for (const cancel of this.cancels.values()) cancel();
    await Promise.all(this.running);
  }

  private start(periodic: Periodic): void {
    const round = this.round(periodic).finally(() => {
      this.running.delete(round);
      if (this.isStopped) return;
      this.cancels.set(
        periodic.name,
        this.after(periodic.intervalMs, () => {
          this.start(periodic);
        }),
      );
    });
    this.running.add(round);
  }

  private async round({ name, work }: Periodic): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.fault('work-failed', error, { name });
    }
  }
}
