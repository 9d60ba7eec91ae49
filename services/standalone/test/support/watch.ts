import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEntry, FeedEvent } from '@havre/publisher';
import type { Havre } from './havre.js';
import { followFeed } from './traffic.js';

/** What one partner's feed has shown so far, with a way to wait for what should come. */
export class Watch {
  readonly events: FeedEvent[] = [];
  readonly #stop = new AbortController();
  readonly #following: Promise<void>;

  constructor(havre: Havre, keyId: string) {
    this.#following = followFeed(havre, keyId, this.#stop.signal, (entry: FeedEntry) => {
      this.events.push(entry.event);
    });
  }

  /** The first event of this type and subject; waits up to 30 s for it, then throws. */
  async until(type: string, matches: (event: FeedEvent) => boolean = () => true): Promise<FeedEvent> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const found = this.events.find((event) => event.type === type && matches(event));
      if (found) return found;
      if (Date.now() > deadline) {
        throw new Error(`${type} did not come; seen: ${this.events.map((event) => event.type).join(', ')}`);
      }
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }
}
