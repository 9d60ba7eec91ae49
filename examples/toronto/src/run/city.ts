import { setTimeout as sleep } from 'node:timers/promises';
import {
  DoorClient,
  FeedClient,
  type FeedEvent,
  type OutgoingEvent,
  type PublishResult,
} from '@havre/publisher';
import type { CityTokens } from './city-keys.js';
import { EventSender } from './event-sender.js';
import { followFeed } from './follow-feed.js';
import type { Havre } from './havre.js';
import { ReplayError } from './replay-error.js';

const LOOK_EVERY_MS = 20;
/** So long without any news means that nothing more is on its way. */
const QUIET_MS = 400;
const PATIENCE_MS = 60_000;

/** The partners of the city: what they publish, and what their feeds show them. */
export class City {
  readonly departments: EventSender;
  readonly providers: EventSender;
  readonly #stop = new AbortController();
  readonly #following: Promise<unknown>;
  #listener: (event: FeedEvent, reader: keyof CityTokens) => void = () => undefined;
  #lastNewsAt = performance.now();
  #fault: Error | undefined;

  constructor(havre: Havre, tokens: CityTokens) {
    const door = (key: string) => new EventSender(new DoorClient({ url: havre.gateUrl, key }));
    this.departments = door(tokens.departments);
    this.providers = door(tokens.providers);
    const follow = (reader: keyof CityTokens) =>
      followFeed(new FeedClient({ url: havre.feedUrl, key: tokens[reader] }), this.#stop.signal, (event) => {
        this.#lastNewsAt = performance.now();
        this.#listener(event, reader);
      });
    this.#following = Promise.all([follow('departments'), follow('providers')]);
    this.#following.catch(() => undefined);
  }

  /** Hands every further event of the feeds to `listener`, and to nobody else. */
  listen(listener: (event: FeedEvent, reader: keyof CityTokens) => void): void {
    this.#listener = listener;
  }

  /** A shelter answers an offer, without anybody waiting for it; what goes wrong is thrown by the next `settle`. */
  answer(event: OutgoingEvent): void {
    this.report([event]).catch((fault: unknown) => {
      this.#fault ??= fault instanceof Error ? fault : new ReplayError('an answer could not be sent');
    });
  }

  /** The shelters say something, all together; throws when the gate drops any of it. */
  async report(events: readonly OutgoingEvent[]): Promise<void> {
    const results = await this.tryReport(events);
    const refused = results.find((result) => result.outcome === 'refused');
    if (refused !== undefined)
      throw new ReplayError(`the gate refused an event of a shelter: ${refused.code}`);
  }

  /** The shelters say something; the gate's answers, in the order of the events. */
  tryReport(events: readonly OutgoingEvent[]): Promise<readonly PublishResult[]> {
    return Promise.all(events.map((event) => this.providers.send(event)));
  }

  /** Waits until `isDone`, and then until the feeds have been quiet for a moment; throws after a minute. */
  async settle(isDone: () => boolean, waitingFor: string): Promise<void> {
    const begun = performance.now();
    this.#lastNewsAt = begun;
    while (!isDone() || performance.now() - this.#lastNewsAt < QUIET_MS) {
      if (this.#fault !== undefined) throw this.#fault;
      if (performance.now() - begun > PATIENCE_MS)
        throw new ReplayError(`waited a minute in vain: ${waitingFor}`);
      await Promise.race([sleep(LOOK_EVERY_MS), this.#following]);
    }
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }
}
