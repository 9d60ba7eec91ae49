import { DoorClient, type OutgoingEvent, type PublishResult } from '@havre/publisher';
import { type DemoKeys, tokenOf } from './demo-keys.js';
import { DEMO_SERVICES, demoProviders, providerSource } from './services.js';

/** What one seeding did, in events. */
export interface Seeding {
  readonly accepted: number;
  readonly refused: number;
}

/**
 * The demo's providers list their services and say how many places they have, through the gate as everybody does.
 * Event ids are stable, so a second start changes nothing; a last `capacity.confirmed` keeps old reports current.
 */
export async function seedDemoCity(options: {
  readonly gateUrl: string;
  readonly keys: DemoKeys;
  /** Makes the ids of this start's confirmations unique, such as the time of the start. */
  readonly start: string;
}): Promise<Seeding> {
  const results = await Promise.all(
    demoProviders().map((provider) => {
      const door = new DoorClient({ url: options.gateUrl, key: tokenOf(options.keys, provider) });
      return door.publishBatch(eventsOf(provider, options.start));
    }),
  );
  return countResults(results.flat());
}

/** The demo's providers say that their counts are still current, as a coordinator does with one call. */
export async function confirmDemoCity(options: {
  readonly gateUrl: string;
  readonly keys: DemoKeys;
  readonly start: string;
}): Promise<Seeding> {
  const results = await Promise.all(
    demoProviders().map((provider) => {
      const door = new DoorClient({ url: options.gateUrl, key: tokenOf(options.keys, provider) });
      return door.publishBatch(confirmationsOf(provider, options.start));
    }),
  );
  return countResults(results.flat());
}

function eventsOf(provider: string, start: string): OutgoingEvent[] {
  const source = providerSource(provider);
  const services = DEMO_SERVICES.filter((service) => service.provider === provider);
  return [
    ...services.map(({ id, listed }): OutgoingEvent => ({
      id: `demo-listed-${id}`,
      source,
      type: 'havre.service.listed.v1',
      subject: id,
      data: listed,
    })),
    ...services.map(({ id, units }): OutgoingEvent => ({
      id: `demo-reported-${id}`,
      source,
      type: 'havre.capacity.reported.v1',
      subject: id,
      data: { units },
    })),
    ...confirmationsOf(provider, start),
  ];
}

function confirmationsOf(provider: string, start: string): OutgoingEvent[] {
  return DEMO_SERVICES.filter((service) => service.provider === provider).map(({ id }) => ({
    id: `demo-confirmed-${id}-${start}`,
    source: providerSource(provider),
    type: 'havre.capacity.confirmed.v1',
    subject: id,
    data: {},
  }));
}

function countResults(results: readonly PublishResult[]): Seeding {
  const accepted = results.filter((result) => result.outcome === 'accepted').length;
  return { accepted, refused: results.length - accepted };
}
