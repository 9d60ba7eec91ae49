import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { entryFor } from '../domain/feed-event.js';
import type { StoredEntry } from '../persistence/entry.repository.js';
import { about, ACCUEIL } from '../testing/events.js';
import { ManualTimer, settle } from '../testing/manual-timer.js';
import type { Watch } from './entry-tail.js';
import { EventStream } from './event-stream.js';

/** A connection whose other side reads only when told to. */
class SlowResponse extends EventEmitter {
  readonly written: string[] = [];
  isSlow = false;
  isDestroyed = false;

  write(text: string): boolean {
    this.written.push(text);
    return !this.isSlow;
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

describe('EventStream', () => {
  let response: SlowResponse;
  let timer: ManualTimer;
  let stop: AbortController;
  let kept: StoredEntry[];
  let answers: ('changed' | 'idle' | 'ended')[];
  let isAllowed: boolean;
  let isWatching: boolean;

  beforeEach(() => {
    response = new SlowResponse();
    timer = new ManualTimer();
    stop = new AbortController();
    kept = [];
    answers = [];
    isAllowed = true;
    isWatching = false;
  });

  const entry = (sequence: bigint): StoredEntry => ({
    sequence,
    event: entryFor(ACCUEIL, about(1).waitlisted()).event,
  });

  const run = (cursor?: string): Promise<void> => {
    const watch: Watch = {
      next: async () => answers.shift() ?? 'ended',
      close: () => {
        isWatching = false;
      },
    };
    const parts = {
      entries: {
        page: async (_: readonly string[], after: bigint, limit: number) =>
          kept.filter(({ sequence }) => sequence > after).slice(0, limit),
        extent: async () => ({ purgedThrough: 5n, last: 5n, lastCounted: 5n }),
      },
      tail: {
        watch: () => {
          isWatching = true;
          return watch;
        },
      },
      heartbeatMs: 1_000,
      timer,
    };
    const reader = { sources: [ACCUEIL], cursor, isAllowed: () => isAllowed };
    return new EventStream(parts, response as unknown as ServerResponse, reader, stop.signal).run();
  };

  const ids = (): string[] =>
    response.written.flatMap((text) => /^(?:event: (?:\w+)\n)?id: (\d+)/.exec(text)?.[1] ?? []);

  it('says how to come back, then shows what is kept', async () => {
    kept = [entry(6n), entry(7n)];
    await run();
    expect(response.written[0]).toBe('retry: 2000\n\n');
    expect(ids()).toEqual(['6', '7']);
  });

  it('says first that a cursor is too old', async () => {
    kept = [entry(6n)];
    await run('2');
    expect(response.written[1]).toBe(
      'event: reset\nid: 5\ndata: {"reason":"cursor-too-old","continuesAfter":"5"}\n\n',
    );
    expect(ids()).toEqual(['5', '6']);
  });

  it('shows what is new once it is told, and a sign of life when nothing is', async () => {
    answers = ['idle', 'changed'];
    const running = run('now');
    kept = [entry(6n)];
    await running;
    expect(response.written).toContain(': heartbeat\n\n');
    expect(ids()).toEqual(['6']);
  });

  it('reads in portions, however much there is', async () => {
    kept = Array.from({ length: 450 }, (_, index) => entry(BigInt(6 + index)));
    await run();
    expect(ids()).toHaveLength(450);
  });

  it('ends for a key that no longer counts, without another word', async () => {
    answers = ['changed', 'changed'];
    isAllowed = false;
    kept = [entry(6n)];
    await run();
    expect(ids()).toEqual(['6']);
  });

  it('stops watching however it ends', async () => {
    await run();
    expect(isWatching).toBe(false);
  });

  describe('to a slow reader', () => {
    it('writes no more than it takes', async () => {
      response.isSlow = true;
      kept = [entry(6n), entry(7n)];
      const running = run();
      await settle();
      expect(response.written).toHaveLength(1);
      response.emit('drain');
      await settle();
      expect(response.written).toHaveLength(2);
      response.isSlow = false;
      response.emit('drain');
      await running;
      expect(ids()).toEqual(['6', '7']);
      expect(timer.waiting).toBe(0);
    });

    it('hangs up when it takes nothing for half a minute', async () => {
      response.isSlow = true;
      void run();
      await settle();
      await timer.pass(30_000);
      expect(response.isDestroyed).toBe(true);
    });

    it('ends at once when the service stops', async () => {
      response.isSlow = true;
      const running = run();
      await settle();
      stop.abort();
      await running;
      expect(response.isDestroyed).toBe(false);
      expect(timer.waiting).toBe(0);
      expect(isWatching).toBe(false);
    });
  });
});
