import { openSealedDoor, type OutgoingEvent, type SealedDoorOptions } from '@havre/publisher';
import { tokenOf } from '../../src/demo-city/demo-keys.js';
import type { Night } from '../night/support/night.js';
import type { Partner } from '../night/support/partner.js';

/** The way that one department's events take to the gate, those that are dropped and those beside them. */
export interface DropDoor {
  /** Each by itself; the gate must drop all. */
  drops(events: readonly object[]): Promise<void>;
  /** Together; the gate must take `taken` of them. */
  batch(events: readonly object[], taken: number): Promise<void>;
}

const SINGLE = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

/** `POST /v1/events`. */
export function httpDoor(night: Night, { id }: Partner): DropDoor {
  const post = async (body: object, type: string): Promise<Response> =>
    fetch(new URL('/v1/events', night.havre.urls['policy-gate']), {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf(night.havre.keys, id)}`, 'content-type': type },
      body: JSON.stringify(body),
    });
  return {
    drops: async (events) => {
      for (const event of events) {
        const response = await post(event, SINGLE);
        await response.text();
        if (response.ok) throw new Error(`unexpected: ${response.status}`);
      }
    },
    batch: async (events, taken) => {
      const response = await post(events, BATCH);
      const text = await response.text();
      const receipts = text.split('"receipt"').length - 1;
      if (!response.ok || receipts !== taken) throw new Error(`unexpected: ${response.status}, ${receipts}`);
    },
  };
}

/** `havre.ingress.<department>`, opened anew each time, as by a department whose process starts for a batch. */
export class SealedDropDoor implements DropDoor {
  /** How many records have been answered and not taken. */
  dropped = 0;

  constructor(
    private readonly night: Night,
    private readonly department: Partner,
    private readonly kafka: SealedDoorOptions['kafka'],
  ) {}

  async drops(events: readonly object[]): Promise<void> {
    if (events.length > 0) await this.batch(events, 0);
  }

  async batch(events: readonly object[], taken: number): Promise<void> {
    const { urls, keys } = this.night.havre;
    const { 'policy-gate': gate, feed } = urls;
    const { id, source } = this.department;
    const door = await openSealedDoor({ kafka: this.kafka, source, gate, feed, key: tokenOf(keys, id) });
    try {
      const results = await door.publish(events as readonly OutgoingEvent[]);
      const said = results.map((result) => (result.outcome === 'accepted' ? 'accepted' : result.code));
      const dropped = said.filter((one) => one === 'not-routable').length;
      const accepted = said.filter((one) => one === 'accepted').length;
      if (accepted !== taken || dropped !== events.length - taken)
        throw new Error(`unexpected: ${said.join()}`);
      this.dropped += dropped;
    } finally {
      await door.close();
    }
  }
}
