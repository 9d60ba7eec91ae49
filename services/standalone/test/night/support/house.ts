import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedEvent, PublishResult } from '@havre/publisher';
import type { Partner, Said, Where } from './partner.js';

/** One kind of place of a house, as its owner reads it. */
export interface Places {
  readonly unitType: string;
  readonly sleeps?: number;
  readonly date?: string;
  readonly time?: string;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly available: number;
  readonly freshness: string;
}

/** What a house counts of one kind of place. */
export interface Count {
  readonly unitType: string;
  readonly total: number;
  readonly occupied: number;
  readonly sleeps?: number;
  readonly date?: string;
  readonly time?: string;
}

const WITHIN_MS = 30_000;

/** A service of a provider of its own, with the words that its staff says. */
export class House {
  constructor(
    readonly staff: Partner,
    readonly serviceId: string,
  ) {}

  list(listing: object): Promise<{ receipt: string }> {
    return this.staff.say('service.listed', listing, { subject: this.serviceId });
  }

  report(units: readonly Count[], said: Said = {}): Promise<{ receipt: string }> {
    return this.staff.say('capacity.reported', { units }, { subject: this.serviceId, ...said });
  }

  /** Counts beds alone. */
  reportBeds(total: number, occupied: number, said: Said = {}): Promise<{ receipt: string }> {
    return this.report([{ unitType: 'bed', total, occupied }], said);
  }

  /** Anything else about the house itself: `capacity.confirmed`, `service.closed`… */
  tells(type: string, data: object = {}): Promise<{ receipt: string }> {
    return this.staff.say(type, data, { subject: this.serviceId });
  }

  accepts(offer: FeedEvent, data: object = {}): Promise<PublishResult> {
    return this.staff.publish('referral.accepted', data, { subject: offer.subject });
  }

  declines(offer: FeedEvent, reason: string): Promise<PublishResult> {
    return this.staff.publish('referral.declined', { reason }, { subject: offer.subject });
  }

  returns(offer: FeedEvent, reason = 'damage'): Promise<PublishResult> {
    return this.staff.publish('referral.returned', { reason }, { subject: offer.subject });
  }

  /** Somebody is at the door and says a code; that of the offer, unless another is given. */
  letsIn(offer: FeedEvent, code: unknown = offer.data['code']): Promise<PublishResult> {
    return this.staff.publish('referral.arrived', { code }, { subject: offer.subject });
  }

  /** The offer as the house reads it. */
  isOffered(offer: FeedEvent): Promise<FeedEvent> {
    return this.staff.hears('referral.offered', { subject: offer.subject, serviceId: this.serviceId });
  }

  /** All kinds of places of the house now, as its staff reads them. */
  async places(): Promise<readonly Places[]> {
    const page = await this.staff.read<{ items: readonly (Places & { serviceId: string })[] }>(
      '/v1/capacity',
    );
    return page.items.filter(({ serviceId }) => serviceId === this.serviceId);
  }

  /** Waits until the house reads these numbers; throws with those that it reads instead. */
  async comesTo(expected: Where): Promise<Places> {
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      const places = await this.places();
      const found = places.find((one) => isLike(one, expected));
      if (found) return found;
      if (Date.now() > deadline) {
        throw new Error(`not ${JSON.stringify(expected)} but ${JSON.stringify(places)}`);
      }
      await sleep(25);
    }
  }
}

function isLike(places: Places, expected: Where): boolean {
  const known = { ...places } as Where;
  return Object.entries(expected).every(([name, value]) => known[name] === value);
}
