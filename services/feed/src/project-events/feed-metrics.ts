import { Counter, Gauge, type Registry } from 'prom-client';

/** The feed's own numbers. No label names a partner: how much one of them is sent is nobody else's business. */
export class FeedMetrics {
  readonly #entries: Counter;

  constructor(registry: Registry, openStreams: () => number) {
    this.#entries = new Counter({
      name: 'havre_feed_entries_total',
      help: 'Entries written for partners to read.',
      registers: [registry],
    });
    new Gauge({
      name: 'havre_feed_streams',
      help: 'Streams of server-sent events that are open.',
      registers: [registry],
      collect() {
        this.set(openStreams());
      },
    });
  }

  countEntries(count: number): void {
    this.#entries.inc(count);
  }
}
