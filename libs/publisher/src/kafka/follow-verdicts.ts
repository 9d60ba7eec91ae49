import { FeedUnavailable, type FeedClient } from '../client/feed-client.js';
import { SealedDoorFault } from './sealed-door-fault.js';
import { backoffMs, type Timing } from './timing.js';
import type { VerdictBoard } from './verdict-board.js';
import { readVerdict } from './verdict.js';

/** What is needed of a feed client. */
export type VerdictFeed = Pick<FeedClient, 'read' | 'events'>;

export interface FollowOptions {
  readonly feed: VerdictFeed;
  /** The source whose verdicts are meant, such as `/departments/accueil`: a key may speak for several. */
  readonly publisher: string;
  readonly board: VerdictBoard;
  readonly timing: Timing;
  readonly signal: AbortSignal;
}

export interface Following {
  /** Resolves once the signal has aborted and nothing is read any more. */
  readonly ended: Promise<void>;
}

const FIRST_PAUSE_MS = 250;

/**
 * Reads the caller's feed from now on and posts the verdicts. Resolves when the place in the feed is known from which
 * nothing will be missed; goes on after every fault from there.
 * @throws SealedDoorFault `feed-unavailable`, `feed-refused`
 */
export async function followVerdicts(options: FollowOptions): Promise<Following> {
  const after = await placeOfNow(options.feed);
  return { ended: follow(options, after) };
}

async function placeOfNow(feed: VerdictFeed): Promise<string> {
  try {
    const { next } = await feed.read<{ readonly next: string }>('/v1/events?cursor=now&limit=1');
    return next;
  } catch (error) {
    const isRefused = error instanceof FeedUnavailable && !error.retriable;
    throw new SealedDoorFault(isRefused ? 'feed-refused' : 'feed-unavailable');
  }
}

async function follow(options: FollowOptions, from: string): Promise<void> {
  const { timing, signal } = options;
  let cursor = from;
  let failures = 0;
  while (!signal.aborted) {
    const reached = await readOn(options, cursor);
    failures = reached === cursor ? failures + 1 : 1;
    cursor = reached;
    await timing.wait(backoffMs(failures, FIRST_PAUSE_MS, timing.random()), signal);
  }
}

/** Reads one connection to its end, however it ends, and answers where it got to. */
async function readOn({ feed, publisher, board, signal }: FollowOptions, after: string): Promise<string> {
  let cursor = after;
  try {
    for await (const entry of feed.events({ after, signal })) {
      const found = readVerdict(entry.event, publisher);
      if (found !== undefined) board.post(found.position, found.verdict);
      cursor = entry.cursor;
    }
  } catch {
    // Where it got to is all that matters: the next connection goes on from there.
  }
  return cursor;
}
