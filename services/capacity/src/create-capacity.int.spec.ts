import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRecord, toRecord, type HavreEvent } from '@havre/events';
import { openConfiguredEventLog, type EventLog, type Subscription } from '@havre/messaging';
import type { RunningService } from '@havre/service';
import { startPostgres, type TestPostgres } from '@havre/test-harness';
import { DataSource } from 'typeorm';
import { createCapacity } from './create-capacity.js';
import { SERVICE, holdId } from './testing/given.js';
import { event, inShort, listedEvent } from './testing/sample-events.js';

const OPS_KEY = 'operations-key-of-this-test';

describe('two replicas of the service on one event log', () => {
  let postgres: TestPostgres;
  let eventLog: EventLog;
  let watching: Subscription;
  const replicas: RunningService[] = [];
  const seen: HavreEvent[] = [];
  const waiters: (() => void)[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    const env = {
      HAVRE_DATABASE_URL: postgres.url,
      HAVRE_CAPACITY_PORT: '0',
      HAVRE_OPS_KEY: OPS_KEY,
      HAVRE_LOG_LEVEL: 'silent',
      HAVRE_EXPIRY_INTERVAL_MS: '20',
    };
    eventLog = await openConfiguredEventLog(
      {
        eventLog: 'postgresql',
        databaseUrl: postgres.url,
        kafkaBrokers: [],
        kafkaTls: false,
        retentionDays: 7,
      },
      'test',
    );
    for (const hasProcessMetrics of [true, false])
      replicas.push(await createCapacity({ env, hasProcessMetrics }));
    watching = await eventLog.subscribe(
      { group: 'watcher', topics: ['havre.capacity', 'havre.receipt'] },
      async ({ records }) => {
        seen.push(...records.flatMap(({ value }) => eventsOf(value)));
        for (const wake of waiters.splice(0)) wake();
      },
    );
  }, 60_000);

  afterAll(async () => {
    await watching.close();
    await Promise.all(replicas.map((replica) => replica.close()));
    await eventLog.close();
    await postgres.stop();
  });

  const append = (...events: readonly HavreEvent[]): Promise<void> =>
    eventLog.append(events.map((each) => toRecord(each)));
  const until = async (wanted: string): Promise<HavreEvent> => {
    for (;;) {
      const found = seen.find((each) => inShort([each])[0] === wanted);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };
  const ops = (path: string, key = OPS_KEY): Promise<Response> =>
    fetch(`${replicas[0]?.url ?? ''}${path}`, { headers: { authorization: `Bearer ${key}` } });
  const now = (): { time: number } => ({ time: Date.now() });
  const request = (number: number) =>
    event(
      'havre.hold.requested.v1',
      {
        holdId: holdId(number),
        unitType: 'bed',
        quantity: 1,
        publisher: '/departments/accueil',
        offerMinutes: 15,
      },
      now(),
    );

  it('lead from a listing and a report to a hold, an arrival and what is left', async () => {
    await append(
      event('havre.capacity.reported.v1', { units: [{ unitType: 'bed', total: 4, occupied: 1 }] }, now()),
      listedEvent(SERVICE),
    );
    await until('capacity.updated');
    await append(request(1), request(2), request(3));
    await until('placed 1');
    await until('refused 3 share-cap');
    await append(
      event('havre.hold.confirmation-requested.v1', { holdId: holdId(1), journeyMinutes: 90 }, now()),
    );
    await until('confirmed 1');
    await append(event('havre.hold.occupation-requested.v1', { holdId: holdId(1) }, now()));
    await until('occupied 1');
    const last = seen.filter(({ type }) => type === 'havre.capacity.updated.v1').at(-1);
    expect(last?.data).toMatchObject({ total: 4, occupied: 2, held: 1, available: 1, freshness: 'fresh' });
  });

  it('give places back when the clock of the database has passed their time, by their own worker', async () => {
    await append(
      event(
        'havre.hold.requested.v1',
        { holdId: holdId(9), unitType: 'bed', quantity: 1, publisher: '/departments/sante', offerMinutes: 1 },
        now(),
      ),
    );
    await until('placed 9');
    await moveClock(postgres, 61);
    expect((await until('expired 9')).data).toMatchObject({ phase: 'offer' });
  });

  it('show operators the ledger and the holds that end soon, and nobody else', async () => {
    const ledger = (await (await ops('/ops/v1/ledger')).json()) as { rows: object[] };
    expect(ledger.rows).toMatchObject([{ serviceId: SERVICE, total: 4, occupied: 2, deficit: 0 }]);
    const { holds } = (await (await ops('/ops/v1/holds?expiringWithinMinutes=20')).json()) as {
      holds: object[];
    };
    expect(holds).toMatchObject([{ holdId: holdId(2), serviceId: SERVICE, quantity: 1, state: 'placed' }]);
    expect(((await (await ops('/ops/v1/ledger?inDeficit=true')).json()) as { rows: object[] }).rows).toEqual(
      [],
    );
    expect((await ops('/ops/v1/ledger', 'another-key')).status).toBe(401);
    expect((await ops('/ops/v1/holds?expiringWithinMinutes=soon')).status).toBe(400);
  });

  it('answer health, metrics and how far behind they are', async () => {
    const url = replicas[0]?.url ?? '';
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('havre_');
    const status = (await (await ops('/ops/v1/status')).json()) as { groups: object[]; counts: object };
    expect(status.groups).toMatchObject([{ group: 'capacity', status: 'ok' }]);
    expect(status.counts).toMatchObject({ rows: 1 });
  });
});

function eventsOf(value: string): readonly HavreEvent[] {
  const result = readRecord(value);
  return result.outcome === 'valid' ? [result.event] : [];
}

async function moveClock({ url }: TestPostgres, seconds: number): Promise<void> {
  const database = await new DataSource({ type: 'postgres', url }).initialize();
  await database.query(
    `CREATE OR REPLACE FUNCTION capacity.havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE
     AS 'SELECT clock_timestamp() + interval ''${seconds} seconds'''`,
  );
  await database.destroy();
}
