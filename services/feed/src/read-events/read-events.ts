import { startFrom } from '../domain/cursor.js';
import type { FeedEvent } from '../domain/feed-event.js';
import type { EntryRepository } from '../persistence/entry.repository.js';

/** A page of a caller's events, oldest first. */
export interface EventsPage {
  readonly items: readonly { readonly cursor: string; readonly event: FeedEvent }[];
  /** Where to go on, now or later: never absent, the same again when there is nothing new. */
  readonly next: string;
  /** There when the cursor was too old: what it missed is gone, and this page is the oldest that is kept. */
  readonly reset?: true;
}

const DEFAULT_LIMIT = 100;

/** One page of what a caller may read. */
export async function readEvents(
  entries: Pick<EntryRepository, 'page' | 'extent'>,
  sources: readonly string[],
  { cursor, limit = DEFAULT_LIMIT }: { readonly cursor?: string; readonly limit?: number },
): Promise<EventsPage> {
  const { after, isReset } = startFrom(cursor, await entries.extent(sources));
  const page = await entries.page(sources, after, limit);
  const items = page.map(({ sequence, event }) => ({ cursor: sequence.toString(), event }));
  return { items, next: items.at(-1)?.cursor ?? after.toString(), ...(isReset ? { reset: true } : {}) };
}
