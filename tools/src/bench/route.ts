import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaAvailability, startKafka, startPostgres } from '@havre/test-harness';
import { measureCapacity } from './feed-capacity.js';
import { compareRates, printFigure } from './figure.js';
import { measureBaseline } from './route-baseline.js';
import { measureReferrals, measureServices } from './route-curves.js';
import { measureLatency } from './route-latency.js';
import { listServices, offerAll, PLACES, type Route } from './route-load.js';
import { startStandalone } from './standalone.js';

const INTAKES = 20_000;
const WARM_UP = 2_000;
const SERVICES = 50;
/** The whole ends within six minutes: steps that would begin later are left out. */
const REFERRALS_BEFORE_MS = 150_000;
const SERVICES_BEFORE_MS = 250_000;

type Postgres = Awaited<ReturnType<typeof startOwnPostgres>>;

/**
 * `route.offer`: from intakes over HTTP to their offers on the provider's feed, everything included, the event log in
 * PostgreSQL, beside plain `pg` doing the same inserts and updates with no log, batch by batch. `route.cpu`: processor time
 * for each need of the same run, PostgreSQL's included, beside what the plain program takes. Then how long one need takes at
 * half of the highest rate, on either log, how long callers wait for the places of the city, and what a need costs as the
 * tables and the directory grow.
 */
export async function benchRoute(): Promise<void> {
  const began = performance.now();
  const postgres = await startOwnPostgres();
  try {
    const baseline = await measureBaseline(await postgres.createDatabase(), {
      intakes: INTAKES,
      batch: 100,
      connections: 4,
      services: SERVICES,
      places: PLACES,
      postgresPid: postgres.pid,
    });
    await withHavre(postgres, {}, async (route) => {
      await listServices(route, 0, SERVICES);
      await offerAll(route, WARM_UP);
      const { rate, cpuMs } = await offerAll(route, INTAKES);
      printFigure(compareRates('route.offer', 'needs/s', rate, baseline.rate));
      printFigure({
        metric: 'route.cpu',
        value: cpuMs,
        unit: 'ms/need',
        baseline: baseline.cpuMs,
        ratio: cpuMs / baseline.cpuMs,
      });
      await measureLatency(route, 'postgresql');
      await measureCapacity(route);
      await measureReferrals(route, began + REFERRALS_BEFORE_MS);
    });
    await withHavre(postgres, {}, (route) => measureServices(route, began + SERVICES_BEFORE_MS));
    await benchOnKafka(postgres);
  } finally {
    await postgres.stop();
  }
}

function startOwnPostgres() {
  return startPostgres({ dedicated: true, settings: { max_connections: '200' } });
}

async function benchOnKafka(postgres: Postgres): Promise<void> {
  const { isAvailable } = await kafkaAvailability();
  if (!isAvailable) {
    process.stderr.write('no Kafka to be had: route.p50 and route.p99 on it are left out\n');
    return;
  }
  const kafka = await startKafka({ dedicated: true });
  try {
    const variables = { HAVRE_EVENT_LOG: 'kafka', HAVRE_KAFKA_BROKERS: kafka.brokers.join(',') };
    await withHavre(postgres, variables, async (route) => {
      await listServices(route, 0, SERVICES);
      await offerAll(route, WARM_UP);
      await measureLatency(route, 'kafka');
    });
  } finally {
    await kafka.stop();
  }
}

/** A Havre on a database of its own, for the time of `work`. */
async function withHavre(
  postgres: Postgres,
  variables: Readonly<Record<string, string>>,
  work: (route: Route) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'havre-bench-route-'));
  const databaseUrl = await postgres.createDatabase();
  try {
    const havre = await startStandalone({ folder, databaseUrl, variables });
    try {
      await work({ havre, databaseUrl, postgresPid: postgres.pid });
    } finally {
      await havre.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
