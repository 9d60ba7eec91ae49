import { setTimeout as sleep } from 'node:timers/promises';
import { DoorClient } from '@havre/publisher';
import { Client } from 'pg';
import { cpuSeconds, familyOf } from './cpu-time.js';
import { intakeData } from './route-baseline.js';
import type { Standalone } from './standalone.js';

/** The provider of all benched services. */
export const PROVIDER = { key: 'maison-bonaventure', source: '/providers/maison-bonaventure' } as const;
export const DEPARTMENT = { key: 'accueil', source: '/departments/accueil' } as const;
/** Places of each service: never the limit. */
export const PLACES = 100_000;

const BATCH = 100;
const CONNECTIONS = 4;
const POLL_MS = 50;
const SETTLE_MS = 2_000;

type Outgoing = Parameters<DoorClient['publish']>[0];

/** A Havre under test, and the PostgreSQL that it runs on. */
export interface Route {
  readonly havre: Standalone;
  readonly databaseUrl: string;
  /** The postmaster. */
  readonly postgresPid: number;
}

/** Lists services `from` … `to - 1` and reports their places. */
export async function listServices({ havre }: Route, from: number, to: number): Promise<void> {
  const door = new DoorClient({ url: havre.urls.policyGate, key: havre.token(PROVIDER.key) });
  for (let first = from; first < to; first += BATCH / 2) {
    const count = Math.min(BATCH / 2, to - first);
    await publish(door, Array.from({ length: count }, (_, index) => serviceEvents(first + index)).flat());
  }
  await sleep(SETTLE_MS);
}

function serviceEvents(number: number): readonly Outgoing[] {
  const { source } = PROVIDER;
  const subject = `bench-${String(number)}`;
  const name = `Bench ${String(number)}`;
  return [
    {
      id: `listed-${subject}`,
      source,
      subject,
      type: 'havre.service.listed.v1',
      data: {
        name: { fr: name, en: name },
        kind: 'shelter',
        area: 'vieux-port',
        languages: ['fr'],
        accepts: { ageGroups: ['adult'], families: false, maxHousehold: 1 },
        unitTypes: ['bed'],
      },
    },
    {
      id: `reported-${subject}`,
      source,
      subject,
      type: 'havre.capacity.reported.v1',
      data: { units: [{ unitType: 'bed', total: PLACES, occupied: 0 }] },
    },
  ];
}

export interface Measured {
  /** Needs per second, from the first intake posted to the last offer on the provider's feed. */
  readonly rate: number;
  /** Milliseconds of processor time for each need, PostgreSQL's included. */
  readonly cpuMs: number;
}

/** Publishes `count` intakes in batches and waits until the provider's feed has as many offers more. */
export async function offerAll(route: Route, count: number): Promise<Measured> {
  return measure(route, count, () => publishInBatches(route.havre, count));
}

/** The same one by one, as 64 callers would. */
export async function offerOneByOne(route: Route, count: number): Promise<Measured> {
  return measure(route, count, () => publishOneByOne(route.havre, count));
}

async function measure(route: Route, count: number, publishAll: () => Promise<void>): Promise<Measured> {
  const client = new Client({ connectionString: route.databaseUrl });
  await client.connect();
  try {
    const offers = new OfferCount(client);
    await offers.more();
    const before = await cpuOf(route);
    const began = performance.now();
    await publishAll();
    for (let found = await offers.more(); found < count; found += await offers.more()) await sleep(POLL_MS);
    const seconds = (performance.now() - began) / 1_000;
    // Connections that came later count too: the family is looked up again, the old figures stay.
    const cpu = (await cpuOf(route)) - before;
    return { rate: count / seconds, cpuMs: (cpu * 1_000) / count };
  } finally {
    await client.end();
  }
}

async function cpuOf({ havre, postgresPid }: Route): Promise<number> {
  return cpuSeconds([havre.pid, ...(await familyOf(postgresPid))]);
}

/** Counts the provider's new entries, all of them offers, without reading any twice. */
class OfferCount {
  #last = '-1';

  constructor(private readonly client: Client) {}

  async more(): Promise<number> {
    const { rows } = await this.client.query<{ count: number; last: string | null }>(
      'SELECT count(*)::integer AS count, max(sequence) AS last FROM feed.entry WHERE recipient = $1 AND sequence > $2',
      [PROVIDER.source, this.#last],
    );
    this.#last = rows[0]?.last ?? this.#last;
    return rows[0]?.count ?? 0;
  }
}

async function publishInBatches(havre: Standalone, count: number): Promise<void> {
  const door = new DoorClient({ url: havre.urls.policyGate, key: havre.token(DEPARTMENT.key) });
  let left = count;
  const connection = async (): Promise<void> => {
    while (left > 0) {
      const size = Math.min(BATCH, left);
      left -= size;
      await publish(
        door,
        Array.from({ length: size }, () => intakeEvent()),
      );
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

async function publishOneByOne(havre: Standalone, count: number): Promise<void> {
  const door = new DoorClient({ url: havre.urls.policyGate, key: havre.token(DEPARTMENT.key) });
  let left = count;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { outcome } = await door.publish(intakeEvent());
      if (outcome !== 'accepted') throw new Error('an intake was not accepted');
    }
  };
  await Promise.all(Array.from({ length: 64 }, caller));
}

/** One adult who needs a bed. */
export function intakeEvent(): Outgoing {
  return {
    id: crypto.randomUUID(),
    source: DEPARTMENT.source,
    type: 'havre.intake.received.v1',
    data: intakeData(),
  };
}

async function publish(door: DoorClient, events: readonly Outgoing[]): Promise<void> {
  const results = await door.publishBatch(events);
  if (results.some(({ outcome }) => outcome !== 'accepted')) throw new Error('an event was not accepted');
}
