import type { FeedEvent } from '@havre/publisher';
import { COUNTERS, HALLS, type Place } from '../cluster/city.js';
import { type Desk, pause } from './departments.js';

const OFFERED = 'havre.referral.offered.v1';
const DECLINED = 0.08;
const BOTH_AT_ONCE = 0.06;
const OUT_OF_ORDER = 0.1;
/** Reports of the counters say so many places and one more each time. */
const FIRST_TOTAL = 1_001;

/** One provider who answers every offer: yes, no, both at once, or in the wrong order. Resolves with `settle`. */
export class OfferDesk {
  readonly #answering = new Set<Promise<unknown>>();

  constructor(
    private readonly desk: Desk,
    private readonly provider: string,
  ) {}

  readonly see = (event: FeedEvent): void => {
    if (event.type !== OFFERED) return;
    const answering = this.#answer(event.subject);
    this.#answering.add(answering);
    void answering.finally(() => this.#answering.delete(answering));
  };

  async settle(): Promise<void> {
    await Promise.all(this.#answering);
  }

  async #answer(referral: string): Promise<void> {
    const { random } = this.desk;
    const line = `${referral} at ${this.provider}`;
    await pause(this.desk, 400);
    if (random.chance(DECLINED)) {
      await this.#say('declined', referral, { reason: 'client-refused' });
      return;
    }
    if (random.chance(BOTH_AT_ONCE)) {
      const refusal = { reason: 'other-service-better' };
      await Promise.all([this.#say('accepted', referral), this.#say('declined', referral, refusal)]);
    } else if (random.chance(OUT_OF_ORDER)) {
      await Promise.all([this.#say('arrived', referral), this.#say('accepted', referral)]);
    } else {
      await this.#say('accepted', referral, {}, line);
    }
    await pause(this.desk, 700);
    await this.#say('arrived', referral, {}, line);
    await pause(this.desk, 700);
    await this.#say('completed', referral, {}, line);
  }

  /** @param line the events of one line are sent one after the other, and are in the log in this order */
  #say(what: string, subject: string, data: object = {}, line?: string): Promise<unknown> {
    const { provider } = this;
    const type = `havre.referral.${what}.v1`;
    return this.desk.post.send({
      keyId: provider,
      source: `/providers/${provider}`,
      type,
      subject,
      data,
      ...(line === undefined ? {} : { line }),
    });
  }
}

/** Walk-ins and departures, one after the other at each door; each event is for one to three places. */
export function countDoors(desk: Desk): Promise<unknown> {
  return Promise.all(
    HALLS.map(async (hall) => {
      let inside = hall.occupied;
      while (!desk.signal.aborted) {
        const quantity = desk.random.between(1, 3);
        const isDeparture = inside > hall.occupied / 2 && desk.random.chance(0.4);
        const said = await say(desk, hall, isDeparture ? 'vacated' : 'walked-in', { quantity });
        if (said) inside += isDeparture ? -quantity : quantity;
        await pause(desk, desk.pauseMs * 2);
      }
    }),
  );
}

/** Counts, each with a total that no other says. */
export function reportCounts(desk: Desk): Promise<unknown> {
  return Promise.all(
    COUNTERS.map(async (counter) => {
      for (let total = FIRST_TOTAL; !desk.signal.aborted; total += 1) {
        await desk.post.send({
          ...sender(counter),
          type: 'havre.capacity.reported.v1',
          total,
          data: { units: [{ unitType: counter.unitType, total, occupied: counter.occupied }] },
        });
        await pause(desk, desk.pauseMs * 4);
      }
    }),
  );
}

async function say(
  desk: Desk,
  place: Place,
  what: 'walked-in' | 'vacated',
  { quantity }: { readonly quantity: number },
): Promise<boolean> {
  const acknowledged = await desk.post.send({
    ...sender(place),
    type: `havre.capacity.${what}.v1`,
    quantity,
    data: { unitType: place.unitType, quantity },
  });
  return acknowledged !== undefined;
}

function sender({ provider, serviceId }: Place) {
  return {
    keyId: provider,
    source: `/providers/${provider}`,
    subject: serviceId,
    line: serviceId,
  } as const;
}
