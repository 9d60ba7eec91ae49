import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent } from '@havre/publisher';

const LOOK_MS = 400;
const PAGE = 200;
const TIMEOUT_MS = 8_000;

interface Page {
  readonly items: readonly { readonly cursor: string; readonly event: FeedEvent }[];
  readonly next?: string | null;
}

export interface FeedReaderOptions {
  /** The replicas of the feed; the next look asks the next one. */
  readonly feeds: readonly string[];
  readonly keyId: string;
  readonly token: string;
}

/** One partner who reads its feed page by page, now from one replica, now from the other. */
export class FeedReader {
  /** Every event that was shown, in order, repetitions included. */
  readonly shown: FeedEvent[] = [];
  readonly #options: FeedReaderOptions;
  #cursor: string | undefined;
  #turn = 0;

  constructor(options: FeedReaderOptions) {
    this.#options = options;
  }

  get keyId(): string {
    return this.#options.keyId;
  }

  /** Reads on until `signal` aborts; a replica that does not answer is asked again later. */
  async follow(signal: AbortSignal, see: (event: FeedEvent) => void = () => undefined): Promise<void> {
    while (!signal.aborted) {
      const news = await this.#readPage().catch(() => []);
      for (const event of news) see(event);
      if (news.length === PAGE) continue;
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Reads what there is, to the end. Throws when no replica answers. */
  async readToTheEnd(): Promise<void> {
    while ((await this.#readPage()).length > 0);
  }

  async #readPage(): Promise<readonly FeedEvent[]> {
    const { feeds, token } = this.#options;
    this.#turn += 1;
    const url = new URL('/v1/events', feeds[this.#turn % feeds.length]);
    url.searchParams.set('limit', String(PAGE));
    if (this.#cursor !== undefined) url.searchParams.set('cursor', this.#cursor);
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error('feed');
    const { items } = (await response.json()) as Page;
    const events = items.map(({ event }) => event);
    this.#cursor = items.at(-1)?.cursor ?? this.#cursor;
    this.shown.push(...events);
    return events;
  }
}
