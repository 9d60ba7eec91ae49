import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { startFrom } from '../domain/cursor.js';
import { HEARTBEAT, message, resetMessage, retryLine } from '../domain/sse-message.js';
import type { EntryRepository } from '../persistence/entry.repository.js';
import type { EntryTail } from './entry-tail.js';
import type { Timer } from './timer.js';

const RETRY_MS = 2_000;
const PAGE = 200;
/** A reader that takes nothing for this long is gone. */
const STALLED_MS = 30_000;

export interface EventStreamParts {
  readonly entries: Pick<EntryRepository, 'page' | 'extent'>;
  readonly tail: Pick<EntryTail, 'watch'>;
  readonly heartbeatMs: number;
  readonly timer: Timer;
}

export interface EventStreamReader {
  readonly sources: readonly string[];
  /** Where to go on, as given by the reader. */
  readonly cursor: string | undefined;
  /** Asked now and then: false once the reader's key no longer counts. */
  readonly isAllowed: () => boolean;
}

/** The server-sent events of one reader: what it missed, then what happens, until it leaves or the service stops. */
export class EventStream {
  constructor(
    private readonly parts: EventStreamParts,
    private readonly response: ServerResponse,
    private readonly reader: EventStreamReader,
    private readonly signal: AbortSignal,
  ) {}

  /** Ends when `signal` aborts, when the reader's key is no longer good, or with a fault of the database. */
  async run(): Promise<void> {
    const watch = this.parts.tail.watch(this.reader.sources);
    try {
      await this.#write(retryLine(RETRY_MS));
      let after = await this.#begin();
      while (!this.signal.aborted) {
        after = await this.#catchUp(after);
        const news = await watch.next(this.parts.heartbeatMs, this.signal);
        if (news === 'ended' || !this.reader.isAllowed()) return;
        if (news === 'idle') await this.#write(HEARTBEAT);
      }
    } finally {
      watch.close();
    }
  }

  async #begin(): Promise<bigint> {
    const { entries } = this.parts;
    const { after, isReset } = startFrom(this.reader.cursor, await entries.extent(this.reader.sources));
    if (isReset) await this.#write(resetMessage(after.toString()));
    return after;
  }

  async #catchUp(from: bigint): Promise<bigint> {
    let after = from;
    for (;;) {
      const page = await this.parts.entries.page(this.reader.sources, after, PAGE);
      for (const { sequence, event } of page) {
        await this.#write(message(sequence.toString(), event));
        after = sequence;
      }
      if (page.length < PAGE || this.signal.aborted) return after;
    }
  }

  /** Waits when the reader is slower than we are, so that memory stays small. */
  async #write(text: string): Promise<void> {
    if (this.signal.aborted || this.response.write(text)) return;
    const stalled = new AbortController();
    const cancel = this.parts.timer.after(STALLED_MS, () => stalled.abort());
    try {
      await once(this.response, 'drain', { signal: AbortSignal.any([this.signal, stalled.signal]) });
    } catch {
      // A reader that has stopped reading: hanging up emits `close`, which ends the stream.
      if (stalled.signal.aborted) this.response.destroy();
    } finally {
      cancel();
    }
  }
}
