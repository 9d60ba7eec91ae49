import { randomUUID } from 'node:crypto';
import { DoorClient, FeedClient, type FeedEvent, type PublishResult } from '@havre/publisher';
import { tokenOf } from '../../../src/demo-city/demo-keys.js';
import type { Havre } from '../../support/havre.js';
import { Watch } from '../../support/watch.js';

/** What an event must carry to be the one that is waited for: its subject, or fields of its data. */
export type Where = Readonly<Record<string, unknown>>;

/** What a partner may say of an event beside its type and data. */
export interface Said {
  readonly id?: string;
  readonly subject?: string;
  readonly time?: string;
  readonly source?: string;
}

interface EventsPage {
  readonly items: readonly { readonly event: FeedEvent }[];
  readonly next: string;
}

const PAGE = '/v1/events?limit=500';

/** Somebody with a key: what it says goes through the door, what it hears comes from its feed. */
export class Partner {
  #watch: Watch | undefined;

  constructor(
    private readonly havre: Havre,
    readonly id: string,
    readonly source: string,
  ) {}

  /** Publishes one event, whatever the door makes of it. */
  publish(type: string, data: unknown, said: Said = {}): Promise<PublishResult> {
    return this.#door().publish({
      id: randomUUID(),
      source: this.source,
      type: `havre.${type}.v1`,
      data,
      ...said,
    });
  }

  /** Publishes one event that the door must take. */
  async say(type: string, data: unknown, said: Said = {}): Promise<{ receipt: string; subject: string }> {
    const result = await this.publish(type, data, said);
    if (result.outcome !== 'accepted') throw new Error(`${type} was not taken: ${JSON.stringify(result)}`);
    return result;
  }

  /** Publishes one event that the door takes and nobody can apply; answers the reason that came back. */
  async sayInVain(type: string, data: unknown, said: Said = {}): Promise<unknown> {
    const { receipt } = await this.say(type, data, said);
    const notApplied = await this.hears('event.not-applied', { subject: receipt });
    return notApplied.data['reason'];
  }

  /** The first event of this type on the partner's feed that fits, after `after` when given; waits for it. */
  hears(type: string, where: Where = {}, after?: FeedEvent): Promise<FeedEvent> {
    const { events } = this.#watching();
    return this.#watching().until(
      `havre.${type}.v1`,
      (event) =>
        fits(event, where) && (after === undefined || events.indexOf(event) > indexOf(events, after)),
    );
  }

  /** Everything on the feed that fits, read anew; once the night has settled, that is all there is. */
  async heard(where: Where): Promise<readonly FeedEvent[]> {
    const events: FeedEvent[] = [];
    for (let path = PAGE; ;) {
      const { items, next } = await this.read<EventsPage>(path);
      events.push(...items.map(({ event }) => event));
      if (items.length === 0) return events.filter((event) => fits(event, where));
      path = `${PAGE}&cursor=${next}`;
    }
  }

  /** A resource of the feed, as this partner is shown it. */
  read<T>(path: string): Promise<T> {
    return new FeedClient({ url: this.havre.urls.feed, key: this.#token() }).read<T>(path);
  }

  /** Status of an answer of the feed. */
  async statusOf(path: string): Promise<number> {
    const headers = { authorization: `Bearer ${this.#token()}` };
    return (await fetch(new URL(path, this.havre.urls.feed), { headers })).status;
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
  }

  #watching(): Watch {
    return (this.#watch ??= new Watch(this.havre, this.id));
  }

  #token(): string {
    return tokenOf(this.havre.keys, this.id);
  }

  #door(): DoorClient {
    return new DoorClient({ url: this.havre.urls['policy-gate'], key: this.#token() });
  }
}

function fits(event: FeedEvent, where: Where): boolean {
  return Object.entries(where).every(([name, value]) =>
    name === 'subject' || name === 'type' ? event[name] === value : event.data[name] === value,
  );
}

function indexOf(events: readonly FeedEvent[], one: FeedEvent): number {
  return events.findIndex((event) => event.id === one.id);
}
