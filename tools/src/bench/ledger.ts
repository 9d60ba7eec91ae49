import { randomUUID } from 'node:crypto';
import {
  openLedger,
  openLedgerDatabase,
  readCapacitySettings,
  readEntry,
  type Ledger,
} from '@havre/capacity';
import type { EventData, EventType, HavreEvent } from '@havre/events';
import { EffectsOnce } from '@havre/messaging';
import { startPostgres } from '@havre/test-harness';
import { Pool } from 'pg';
import { compareRates, median, printFigure } from './figure.js';

const CALLERS = 64;
const CONNECTIONS = 16;
const REQUESTS = 10_000;
/** Fewer where each is a transaction of its own. */
const REQUESTS_ALONE = 1_000;
const ROUNDS = 3;
/** Shelters of the round that spreads its holds. */
const SHELTERS = 50;
const BATCH = 500;
const PLACES = 100_000;
const SCARCE_PLACES = 5;
const OLD_HOLDS = 200_000;
const PROVIDER = '/providers/bench';
const PUBLISHERS = [
  'accueil',
  'sante',
  'habitation',
  'jeunesse',
  'loisirs',
  'urgence-sociale',
  'bibliotheques',
];

/** The service's own code path without a network: inbox, ledger and outbox in one transaction for each batch. */
interface Bench {
  readonly ledger: Ledger;
  readonly effects: EffectsOnce;
  readonly query: <T>(sql: string, parameters?: unknown[]) => Promise<T[]>;
}

/**
 * `ledger.hold`: 64 callers hold places of one shelter, each waiting for its answer before it asks again, beside one
 * conditional `UPDATE` in a transaction from plain `pg`. Rounds alternate so that a busy moment of the machine hits both.
 * Then the same with every request in a transaction of its own, over 50 shelters, and with 200 000 old holds in the table.
 *
 * `ledger.overbooked`: holds beyond the places there were, over all of it and over a race for five places. Must be 0.
 */
export async function benchLedger(): Promise<void> {
  const postgres = await startPostgres({ dedicated: true });
  const dataSource = await openLedgerDatabase(postgres.url, CONNECTIONS);
  const pool = new Pool({ connectionString: await postgres.createDatabase('plain'), max: CONNECTIONS });
  try {
    const bench = openBench(dataSource);
    await preparePlain(pool);
    const held: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      plain.push(await plainRound(pool, round));
      held.push(await holdRound(bench, `batches-${round}`, BATCH));
    }
    const baseline = median(plain);
    printFigure(compareRates('ledger.hold', 'holds/s', median(held), baseline));
    printFigure(compareRates('ledger.hold.alone', 'holds/s', await holdRound(bench, 'alone', 1), baseline));
    printFigure(
      compareRates('ledger.hold.shelters', 'holds/s', await spreadRound(bench, 'spread', SHELTERS), baseline),
    );
    await addOldHolds(bench);
    printFigure(
      compareRates(
        'ledger.hold.full-table',
        'holds/s',
        await holdRound(bench, 'full-table', BATCH),
        median(held),
      ),
    );
    printFigure({ metric: 'ledger.overbooked', value: await overbooked(bench), unit: 'holds' });
  } finally {
    await pool.end();
    await dataSource.destroy();
    await postgres.stop();
  }
}

function openBench(dataSource: Awaited<ReturnType<typeof openLedgerDatabase>>): Bench {
  const settings = readCapacitySettings({ HAVRE_DATABASE_URL: 'postgres://unused' });
  const relay = { wake: () => undefined };
  const { terms, workers } = settings;
  return {
    ledger: openLedger({ dataSource, terms, workers, newId: randomUUID, relay }),
    effects: new EffectsOnce(dataSource, 'capacity', { relay }),
    query: (sql, parameters) => dataSource.query(sql, parameters),
  };
}

async function preparePlain(pool: Pool): Promise<void> {
  await pool.query(
    `CREATE TABLE shelter (id integer PRIMARY KEY, total integer NOT NULL, held integer NOT NULL CHECK (held <= total));
     INSERT INTO shelter SELECT n, ${PLACES}, 0 FROM generate_series(0, ${ROUNDS - 1}) AS n`,
  );
}

/** What a program does that counts and does nothing else. */
async function plainRound(pool: Pool, shelter: number): Promise<number> {
  const hold = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE shelter SET held = held + 1 WHERE id = $1 AND held < total', [shelter]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  return rateOf(hold, REQUESTS);
}

async function holdRound(bench: Bench, name: string, maxBatch: number): Promise<number> {
  const service = `bench-${name}`;
  await openService(bench, service, PLACES);
  const consumer = new Consumer(bench, maxBatch, maxBatch === 1 ? CONNECTIONS : 1);
  const requests = maxBatch === 1 ? REQUESTS_ALONE : REQUESTS;
  return rateOf((number) => consumer.deliver(holdRequest(service, number)), requests);
}

/** The same over many shelters, whose holds share their batches. */
async function spreadRound(bench: Bench, name: string, shelters: number): Promise<number> {
  const serviceOf = (number: number): string => `bench-${name}-${number % shelters}`;
  for (let number = 0; number < shelters; number += 1) await openService(bench, serviceOf(number), PLACES);
  const consumer = new Consumer(bench, BATCH, 1);
  return rateOf((number) => consumer.deliver(holdRequest(serviceOf(number), number)), REQUESTS);
}

/** Requests a second of 64 callers, each asking again when it has its answer. */
async function rateOf(request: (number: number) => Promise<void>, requests: number): Promise<number> {
  let asked = 0;
  const caller = async (): Promise<void> => {
    while (asked < requests) {
      asked += 1;
      await request(asked);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return (asked * 1_000) / (performance.now() - began);
}

/** Takes what waits as one batch, as a consumer of the log does with the records of a partition. */
class Consumer {
  private readonly waiting: {
    readonly event: HavreEvent;
    readonly done: () => void;
    readonly failed: (error: unknown) => void;
  }[] = [];
  private running = 0;

  constructor(
    private readonly bench: Bench,
    private readonly maxBatch: number,
    private readonly most: number,
  ) {}

  deliver(event: HavreEvent): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ event, done, failed });
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    if (this.running >= this.most) return;
    this.running += 1;
    for (let batch = this.waiting.splice(0, this.maxBatch); batch.length > 0;) {
      await receive(
        this.bench,
        batch.map(({ event }) => event),
      ).then(
        () => batch.forEach(({ done }) => done()),
        (error: unknown) => batch.forEach(({ failed }) => failed(error)),
      );
      batch = this.waiting.splice(0, this.maxBatch);
    }
    this.running -= 1;
  }
}

function receive({ effects, ledger }: Bench, events: readonly HavreEvent[]): Promise<void> {
  const record = (offset: number, key: string) => ({
    topic: 'havre.capacity',
    partition: 0,
    offset: BigInt(offset),
    key,
  });
  const batch = {
    signal: new AbortController().signal,
    events: events.map((event, index) => ({ event, record: record(index, event.subject) })),
  };
  return effects.apply(batch, (manager, fresh) =>
    ledger.batches.record(
      manager,
      fresh.flatMap((event) => readEntry(event) ?? []),
    ),
  );
}

async function openService(bench: Bench, subject: string, total: number): Promise<void> {
  const listed = event('havre.service.listed.v1', PROVIDER, subject, {
    name: { fr: 'Banc d’essai', en: 'Bench' },
    kind: 'shelter',
    area: 'ville-marie',
    languages: ['fr'],
    accepts: { ageGroups: ['adult'], families: true, maxHousehold: 5 },
    unitTypes: ['bed'],
  });
  const signal = new AbortController().signal;
  const record = { topic: 'havre.directory', partition: 0, offset: 0n, key: subject };
  await bench.effects.apply({ signal, events: [{ event: listed, record }] }, (manager, fresh) =>
    bench.ledger.directory.follow(manager, fresh),
  );
  const units = [{ unitType: 'bed' as const, total, occupied: 0 }];
  await receive(bench, [event('havre.capacity.reported.v1', PROVIDER, subject, { units })]);
}

function holdRequest(subject: string, number: number): HavreEvent {
  return event('havre.hold.requested.v1', '/services/referral', subject, {
    holdId: randomUUID(),
    unitType: 'bed',
    quantity: 1,
    publisher: `/departments/${PUBLISHERS[number % PUBLISHERS.length] ?? 'accueil'}`,
    offerMinutes: 15,
  });
}

function event<T extends EventType>(
  type: T,
  source: string,
  subject: string,
  data: EventData<T>,
): HavreEvent<T> {
  const envelope = { specversion: '1.0', id: randomUUID(), source, type, subject, data };
  const time = new Date().toISOString();
  return { ...envelope, time, datacontenttype: 'application/json' } as unknown as HavreEvent<T>;
}

async function addOldHolds({ query }: Bench): Promise<void> {
  await query(
    `INSERT INTO hold (hold_id, service_id, ledger_id, unit_key, quantity, publisher, state, expires_at, settled_at)
     SELECT gen_random_uuid(), service_id, ledger_id, unit_key, 1, '/departments/accueil', 'released', now(), now()
     FROM generate_series(1, $1), (SELECT * FROM ledger LIMIT 1) AS row`,
    [OLD_HOLDS],
  );
  await query('VACUUM ANALYZE hold');
}

/** A race of 64 callers for five places, each request a transaction of its own; then everything that was ever held is counted. */
async function overbooked(bench: Bench): Promise<number> {
  await openService(bench, 'bench-race', SCARCE_PLACES);
  const consumers = new Consumer(bench, 1, CONNECTIONS);
  await rateOf((number) => consumers.deliver(holdRequest('bench-race', number)), CALLERS * 4);
  const [sum] = await bench.query<{ overbooked: number }>(
    `SELECT coalesce(sum(greatest(0, live - total)), 0)::integer AS overbooked FROM (
       SELECT l.total, l.occupied + coalesce(sum(h.quantity), 0) AS live FROM ledger l
       LEFT JOIN hold h ON h.ledger_id = l.ledger_id AND h.settled_at IS NULL GROUP BY l.ledger_id) AS rows`,
  );
  return sum?.overbooked ?? Number.NaN;
}
