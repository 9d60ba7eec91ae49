import { createParser } from 'eventsource-parser';

/** One event of the caller's feed: `cursor` is where to go on after it. */
export interface FeedEntry {
  readonly cursor: string;
  readonly event: FeedEvent;
}

/** A CloudEvent as the feed shows it to this caller. */
export interface FeedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface FeedClientOptions {
  /** Base URL of the feed, such as `http://127.0.0.1:4200`. */
  readonly url: string;
  /** API key, `havre_<id>_<secret>`. */
  readonly key: string;
}

/** Reads what Havre shows to one partner. */
export class FeedClient {
  readonly #options: FeedClientOptions;

  constructor(options: FeedClientOptions) {
    this.#options = options;
  }

  /** GET of a JSON resource of the feed, such as `/v1/capacity`; throws `FeedUnavailable` for any other answer than 200. */
  async read<T>(path: string): Promise<T> {
    const response = await fetch(new URL(path, this.#options.url), {
      headers: this.#headers('application/json'),
    });
    if (response.status !== 200) throw new FeedUnavailable(response.status);
    return (await response.json()) as T;
  }

  /**
   * The caller's events, from `after` on (from the oldest kept when absent), as they happen, until `signal` aborts.
   * One connection: a caller that wants to go on after a fault calls again with the last cursor that it saw.
   */
  async *events(options: {
    readonly after?: string;
    readonly signal: AbortSignal;
  }): AsyncGenerator<FeedEntry> {
    const headers = this.#headers('text/event-stream');
    const response = await fetch(new URL('/v1/events', this.#options.url), {
      headers: options.after === undefined ? headers : { ...headers, 'last-event-id': options.after },
      signal: options.signal,
    });
    if (response.status !== 200 || !response.body) throw new FeedUnavailable(response.status);
    const ready: FeedEntry[] = [];
    const parser = createParser({
      onEvent: ({
        id,
        data,
        event,
      }: {
        id?: string | undefined;
        data: string;
        event?: string | undefined;
      }) => {
        if (id !== undefined && event !== 'reset')
          ready.push({ cursor: id, event: JSON.parse(data) as FeedEvent });
      },
    });
    const text = response.body.pipeThrough(new TextDecoderStream());
    for await (const chunk of text) {
      parser.feed(chunk);
      yield* ready.splice(0);
    }
  }

  #headers(accept: string): Record<string, string> {
    return { accept, authorization: `Bearer ${this.#options.key}` };
  }
}

/** The feed did not answer with what was asked for. `status` is the HTTP status. */
export class FeedUnavailable extends Error {
  readonly code = 'feed-unavailable';
  readonly retriable: boolean;

  constructor(readonly status: number) {
    super('feed-unavailable');
    this.retriable = status >= 500 || status === 429;
  }
}
