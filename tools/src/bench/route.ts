import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DoorClient } from '@havre/publisher';
import { startPostgres } from '@havre/test-harness';
import { Client } from 'pg';
import { cpuSeconds, familyOf } from './cpu-time.js';
import { compareRates, printFigure } from './figure.js';
import { intakeData, measureBaseline } from './route-baseline.js';
import { type Standalone, startStandalone } from './standalone.js';

const INTAKES = 20_000;
const WARM_UP = 2_000;
const BATCH = 100;
const CONNECTIONS = 4;
const SERVICES = 50;
const PLACES = 100_000;

/**
 * `route.offer`: from intakes over HTTP to their offers, everything included, the event log in PostgreSQL, beside plain
 * `pg` doing the same inserts and updates with no log, batch by batch. `route.cpu`: processor time for each need of the
 * same run, PostgreSQL's included.
 */
export async function benchRoute(): Promise<void> {
  const postgres = await startPostgres({ dedicated: true });
  const folder = await mkdtemp(join(tmpdir(), 'havre-bench-route-'));
  try {
    const baseline = await measureBaseline(await postgres.createDatabase(), {
      intakes: INTAKES,
      batch: BATCH,
      connections: CONNECTIONS,
      services: SERVICES,
      places: PLACES,
    });
    const havre = await startStandalone({ folder, databaseUrl: postgres.url });
    try {
      await listServices(havre);
      await run(havre, postgres.url, WARM_UP);
      const processes = [havre.pid, ...(await familyOf(postgres.pid))];
      const before = await cpuSeconds(processes);
      const rate = await run(havre, postgres.url, INTAKES);
      // Backends that came later count too: the family is looked up again, the old figures stay.
      const after = await cpuSeconds([havre.pid, ...(await familyOf(postgres.pid))]);
      printFigure(compareRates('route.offer', 'needs/s', rate, baseline));
      printFigure({ metric: 'route.cpu', value: ((after - before) * 1000) / INTAKES, unit: 'ms/need' });
    } finally {
      await havre.stop();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function listServices(havre: Standalone): Promise<void> {
  const source = '/providers/maison-bonaventure';
  const door = new DoorClient({ url: havre.urls.policyGate, key: havre.token('maison-bonaventure') });
  const events = Array.from({ length: SERVICES }, (_, index) => {
    const subject = `bench-${String(index)}`;
    const name = `Bench ${String(index)}`;
    const accepts = { ageGroups: ['adult'], families: false, maxHousehold: 1 };
    return [
      {
        id: `listed-${subject}`,
        source,
        type: 'havre.service.listed.v1',
        subject,
        data: {
          name: { fr: name, en: name },
          kind: 'shelter',
          area: 'vieux-port',
          languages: ['fr'],
          accepts,
          unitTypes: ['bed'],
        },
      },
      {
        id: `reported-${subject}`,
        source,
        type: 'havre.capacity.reported.v1',
        subject,
        data: { units: [{ unitType: 'bed', total: PLACES, occupied: 0 }] },
      },
    ];
  });
  const results = await door.publishBatch(events.flat());
  if (results.some((result) => result.outcome !== 'accepted'))
    throw new Error('the bench services were not accepted');
  await sleep(2_000);
}

/** Publishes `count` intakes and waits for as many offers; answers needs per second. */
async function run(havre: Standalone, databaseUrl: string, count: number): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const offered = async (): Promise<number> => {
      const { rows } = await client.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM referral.referral WHERE state = 'offered'",
      );
      return rows[0]?.count ?? 0;
    };
    const goal = (await offered()) + count;
    const began = performance.now();
    await publishAll(havre, count);
    while ((await offered()) < goal) await sleep(50);
    return (count * 1000) / (performance.now() - began);
  } finally {
    await client.end();
  }
}

async function publishAll(havre: Standalone, count: number): Promise<void> {
  const door = new DoorClient({ url: havre.urls.policyGate, key: havre.token('accueil') });
  let left = count / BATCH;
  const connection = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const results = await door.publishBatch(Array.from({ length: BATCH }, () => intakeEvent()));
      if (results.some((result) => result.outcome !== 'accepted'))
        throw new Error('an intake was not accepted');
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

function intakeEvent(): Parameters<DoorClient['publish']>[0] {
  return {
    id: crypto.randomUUID(),
    source: '/departments/accueil',
    type: 'havre.intake.received.v1',
    data: intakeData(),
  };
}
