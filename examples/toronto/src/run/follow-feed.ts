import { setTimeout as sleep } from 'node:timers/promises';
import { type FeedClient, type FeedEvent, FeedUnavailable } from '@havre/publisher';

const PAUSE_MS = 200;

/** Follows a partner's feed from the oldest event kept, until `signal` aborts; goes on where it was after a fault. */
export async function followFeed(
  feed: FeedClient,
  signal: AbortSignal,
  see: (event: FeedEvent) => void,
): Promise<void> {
  let after: string | undefined;
  while (!signal.aborted) {
    try {
      for await (const { cursor, event } of feed.events({ signal, ...(after !== undefined && { after }) })) {
        after = cursor;
        see(event);
      }
    } catch (fault) {
      if (fault instanceof FeedUnavailable && !fault.retriable) throw fault;
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
