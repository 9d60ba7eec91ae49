import { EventLogError } from './event-log-error.js';
import { toEventLogError } from './fault.js';

export interface AppendQueueSettings<T> {
  /** Most entries in one write, unless one caller alone brings more. */
  readonly maxEntries: number;
  /** Most bytes in one write, unless one caller alone brings more. */
  readonly maxBytes: number;
  sizeOf(entry: T): number;
  /** Makes the entries durable, in order. */
  write(entries: readonly T[]): Promise<void>;
}

interface Pending<T> {
  readonly entries: readonly T[];
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: EventLogError) => void;
}

/**
 * Group commit: while one write is on its way to the disk, the appends of all other callers gather and go together in the
 * next. One write at a time, so that the order of calls is the order of the log.
 */
export class AppendQueue<T> {
  readonly #pending: Pending<T>[] = [];
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(private readonly settings: AppendQueueSettings<T>) {}

  /** @throws EventLogError `closed` */
  checkOpen(): void {
    if (this.#isClosed) throw new EventLogError('closed');
  }

  /** Resolves when the write that holds the entries is durable. */
  submit(entries: readonly T[]): Promise<void> {
    this.checkOpen();
    let bytes = 0;
    for (const entry of entries) bytes += this.settings.sizeOf(entry);
    return new Promise((resolve, reject) => {
      this.#pending.push({ entries, bytes, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Takes nothing new and resolves when the rest is written or refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    // One turn of the event loop lets everything that is being appended right now join the first write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) await this.#write(this.#take());
    this.#running = undefined;
  }

  #take(): readonly Pending<T>[] {
    const { maxEntries, maxBytes } = this.settings;
    let count = 0;
    let entries = 0;
    let bytes = 0;
    for (const next of this.#pending) {
      entries += next.entries.length;
      bytes += next.bytes;
      if (count > 0 && (entries > maxEntries || bytes > maxBytes)) break;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #write(appends: readonly Pending<T>[]): Promise<void> {
    try {
      await this.settings.write(appends.flatMap(({ entries }) => entries));
      for (const { resolve } of appends) resolve();
    } catch (error) {
      const fault = toEventLogError(error);
      for (const { reject } of appends) reject(fault);
    }
  }
}
