import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FeedUnavailable, type FeedEntry } from '../client/feed-client.js';
import { FakeTiming } from '../testing/fake-timing.js';
import { followVerdicts, type VerdictFeed } from './follow-verdicts.js';
import { VerdictBoard } from './verdict-board.js';

const SOURCE = '/departments/accueil';

function unopened(cursor: number): FeedEntry {
  const data = { publisher: SOURCE, position: { partition: 0, offset: String(cursor) } };
  const event = {
    id: 'i',
    source: '/services/policy-gate',
    type: 'havre.event.unopened.v1',
    subject: 's',
    time: 't',
  };
  return { cursor: String(cursor), event: { ...event, data } };
}

/** A feed that gives what is scripted for each connection, then breaks. */
class ScriptedFeed implements VerdictFeed {
  readonly connections: (string | undefined)[] = [];
  readonly asked: string[] = [];
  fault: Error | undefined;

  constructor(readonly script: readonly (readonly FeedEntry[])[]) {}

  async read<T>(path: string): Promise<T> {
    this.asked.push(path);
    if (this.fault !== undefined) throw this.fault;
    return { items: [], next: '10' } as T;
  }

  async *events({ after }: { readonly after?: string }): AsyncGenerator<FeedEntry> {
    this.connections.push(after);
    yield* this.script[this.connections.length - 1] ?? [];
    throw new Error('the connection broke: a-text-that-nobody-reads');
  }
}

let timing: FakeTiming;
let board: VerdictBoard;
let ending: AbortController;

beforeEach(() => {
  timing = new FakeTiming();
  board = new VerdictBoard();
  ending = new AbortController();
});

afterEach(() => {
  ending.abort();
});

const follow = async (feed: VerdictFeed) =>
  followVerdicts({ feed, publisher: SOURCE, board, timing, signal: ending.signal });

describe('following the feed', () => {
  it('begins now, and goes on after each fault where it got to', async () => {
    const feed = new ScriptedFeed([[unopened(11), unopened(12)], [], [unopened(13)], []]);
    const heard: string[] = [];
    for (const offset of ['11', '12', '13']) {
      board.listen({ partition: 0, offset }, () => heard.push(offset));
    }
    const following = await follow(feed);
    expect(feed.asked).toEqual(['/v1/events?cursor=now&limit=1']);
    for (const ms of [0, 250, 500, 250]) await timing.pass(ms);
    expect(feed.connections).toEqual(['10', '12', '12', '13']);
    expect(heard).toEqual(['11', '12', '13']);
    ending.abort();
    await following.ended;
  });

  it('waits longer the longer nothing comes, at most half a minute', async () => {
    const following = await follow(new ScriptedFeed([]));
    for (let failure = 0; failure < 10; failure += 1) await timing.pass(30_000);
    expect(timing.waits.slice(0, 9)).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    ending.abort();
    await following.ended;
  });

  it.each([
    [new FeedUnavailable(401), 'feed-refused', false],
    [new FeedUnavailable(503), 'feed-unavailable', true],
    [new TypeError('fetch failed'), 'feed-unavailable', true],
  ])('does not begin when the feed does not answer', async (fault, code, retriable) => {
    const feed = new ScriptedFeed([]);
    feed.fault = fault;
    await expect(follow(feed)).rejects.toMatchObject({ code, retriable, message: code });
    expect(feed.connections).toEqual([]);
  });
});
