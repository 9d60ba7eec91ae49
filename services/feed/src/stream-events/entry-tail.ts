import type { ServiceLogger } from '@havre/service';
import type { Timer } from './timer.js';

/** Where the tail looks for new entries. */
export interface NewEntries {
  last(): Promise<bigint>;
  recipientsBetween(after: bigint, through: bigint): Promise<readonly string[]>;
}

export interface EntryTailOptions {
  readonly entries: NewEntries;
  /** Wait between two looks. */
  readonly pollMs: number;
  readonly timer: Timer;
  readonly logger: ServiceLogger;
}

/** Tells one reader that there may be something new for it. */
export interface Watch {
  /**
   * Resolves when there may be something new since the last call, after `timeoutMs`, or when `signal` aborts.
   * Something new between two calls is never missed.
   */
  next(timeoutMs: number, signal: AbortSignal): Promise<'changed' | 'idle' | 'ended'>;
  close(): void;
}

class Watcher implements Watch {
  #isChanged = false;
  #wake: (() => void) | undefined;

  constructor(
    readonly sources: readonly string[],
    private readonly timer: Timer,
    private readonly onClose: (watcher: Watcher) => void,
  ) {}

  notify(): void {
    this.#isChanged = true;
    this.#wake?.();
  }

  async next(timeoutMs: number, signal: AbortSignal): Promise<'changed' | 'idle' | 'ended'> {
    if (!this.#isChanged && !signal.aborted) await this.#sleep(timeoutMs, signal);
    if (signal.aborted) return 'ended';
    if (!this.#isChanged) return 'idle';
    this.#isChanged = false;
    return 'changed';
  }

  close(): void {
    this.onClose(this);
  }

  #sleep(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        signal.removeEventListener('abort', done);
        this.#wake = undefined;
        resolve();
      };
      const cancel = this.timer.after(timeoutMs, done);
      signal.addEventListener('abort', done, { once: true });
      this.#wake = done;
    });
  }
}

/**
 * Watches for new entries on behalf of all open streams: one small query for all of them, and a reader is woken only when
 * the news is for it. Looks when this instance has written something, and now and then for what others wrote.
 */
export class EntryTail {
  readonly #watchers = new Set<Watcher>();
  #position: bigint | undefined;
  #cancel: (() => void) | undefined;
  #looking: Promise<void> | undefined;
  #asked = 0;

  constructor(private readonly options: EntryTailOptions) {}

  /** Begin to watch before reading, so that nothing falls between the two. */
  watch(sources: readonly string[]): Watch {
    const watcher = new Watcher(sources, this.options.timer, (closed) => this.#remove(closed));
    this.#watchers.add(watcher);
    if (this.#cancel === undefined) this.#schedule();
    return watcher;
  }

  /** This instance has committed entries. */
  wake(): void {
    void this.look();
  }

  /** Looks now; calls while a look is under way share one more. */
  look(): Promise<void> {
    this.#asked += 1;
    this.#looking ??= this.#lookUntilStill().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookUntilStill(): Promise<void> {
    for (let answered = 0; answered !== this.#asked;) {
      answered = this.#asked;
      await this.#lookOnce().catch((fault: unknown) => {
        this.options.logger.fault('feed-tail-failed', fault);
      });
    }
  }

  async #lookOnce(): Promise<void> {
    if (this.#watchers.size === 0) return;
    const { entries } = this.options;
    const last = await entries.last();
    const before = this.#position;
    if (before === last) return;
    // The first look, or a database put back to an earlier state: everybody reads for itself.
    const recipients =
      before === undefined || before > last ? undefined : await entries.recipientsBetween(before, last);
    this.#position = last;
    for (const watcher of this.#watchers) {
      if (recipients === undefined || watcher.sources.some((source) => recipients.includes(source)))
        watcher.notify();
    }
  }

  #schedule(): void {
    const { timer, pollMs } = this.options;
    this.#cancel = timer.after(pollMs, () => {
      this.#schedule();
      this.wake();
    });
  }

  #remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    if (this.#watchers.size > 0) return;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#position = undefined;
  }
}
