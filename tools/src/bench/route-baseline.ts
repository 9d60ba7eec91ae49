import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { cpuSeconds, familyOf } from './cpu-time.js';

export interface BaselineOptions {
  readonly intakes: number;
  readonly batch: number;
  readonly connections: number;
  readonly services: number;
  readonly places: number;
  /** The postmaster. */
  readonly postgresPid: number;
}

export interface Baseline {
  /** Needs per second. */
  readonly rate: number;
  /** Milliseconds of processor time for each need, PostgreSQL's and this program's. */
  readonly cpuMs: number;
}

/** What the benched intake carries: one adult who needs a bed. */
export function intakeData(): Readonly<Record<string, unknown>> {
  return {
    household: { members: [{ ageGroup: 'adult' }] },
    language: 'fr',
    needs: [{ kind: 'shelter', unitType: 'bed', priority: 'urgent' }],
  };
}

const TABLES = `
  CREATE TABLE receipt (source text, event_id text, fingerprint bytea, receipt uuid, subject text, accepted_at timestamptz, PRIMARY KEY (source, event_id));
  CREATE TABLE tally (day date, source text, cleared int, PRIMARY KEY (day, source));
  CREATE TABLE intake (intake_id uuid PRIMARY KEY, publisher text, data jsonb, received_at timestamptz);
  CREATE TABLE referral (referral_id uuid PRIMARY KEY, intake_id uuid, need_index int, state text, service_id text, hold_id uuid, code text, opened_at timestamptz);
  CREATE INDEX ON referral (intake_id);
  CREATE UNIQUE INDEX ON referral (code);
  CREATE TABLE explanation (referral_id uuid, attempt int, results jsonb, PRIMARY KEY (referral_id, attempt));
  CREATE TABLE ledger (service_id text PRIMARY KEY, total int, occupied int, held int, CHECK (occupied + held <= total));
  CREATE TABLE hold (hold_id uuid PRIMARY KEY, service_id text, quantity int, state text, expires_at timestamptz);
  CREATE INDEX ON hold (expires_at);
  CREATE TABLE feed_entry (sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, recipient text, event jsonb);
  CREATE INDEX ON feed_entry (recipient, sequence);
  CREATE TABLE feed_referral (referral_id uuid, recipient text, state text, view jsonb, PRIMARY KEY (referral_id, recipient));`;

/**
 * The least that a program without an event log could do for the same result: the same rows, in one transaction for each
 * batch, from plain `pg`.
 */
export async function measureBaseline(databaseUrl: string, options: BaselineOptions): Promise<Baseline> {
  const clients = Array.from(
    { length: options.connections },
    () => new Client({ connectionString: databaseUrl }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const [first] = clients;
    await first?.query(TABLES);
    await first?.query(
      "INSERT INTO ledger SELECT 'bench-' || n, $1, 0, 0 FROM generate_series(0, $2 - 1) AS n",
      [options.places, options.services],
    );
    const cpu = async (): Promise<number> =>
      cpuSeconds([process.pid, ...(await familyOf(options.postgresPid))]);
    const before = await cpu();
    let left = options.intakes / options.batch;
    const began = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        while (left > 0) {
          left -= 1;
          await writeBatch(client, options);
        }
      }),
    );
    const rate = (options.intakes * 1000) / (performance.now() - began);
    return { rate, cpuMs: (((await cpu()) - before) * 1000) / options.intakes };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function writeBatch(client: Client, { batch, services }: BaselineOptions): Promise<void> {
  const rows = Array.from({ length: batch }, () => ({
    intake: randomUUID(),
    referral: randomUUID(),
    hold: randomUUID(),
    receipt: randomUUID(),
    service: `bench-${String(Math.floor(Math.random() * services))}`,
    code: randomUUID(),
    data: intakeData(),
    explanation: Array.from({ length: services }, (_, index) => [`bench-${String(index)}`, 'fits']),
    event: { type: 'havre.referral.offered.v1', data: intakeData() },
  }));
  const json = JSON.stringify(rows);
  await client.query('BEGIN');
  for (const statement of STATEMENTS) await client.query(statement, [json]);
  await client.query('COMMIT');
}

const ROWS =
  'json_to_recordset($1) AS r(intake uuid, referral uuid, hold uuid, receipt uuid, service text, code text, data jsonb, explanation jsonb, event jsonb)';

/** In the order in which the services do it: receipt, intake, referral, hold and ledger, offer, feed. */
const STATEMENTS = [
  `INSERT INTO receipt SELECT '/departments/accueil', r.receipt::text, decode(md5(r.code), 'hex'), r.receipt, r.intake::text, now() FROM ${ROWS}`,
  `INSERT INTO tally SELECT current_date, '/departments/accueil', count(*) FROM ${ROWS} ON CONFLICT (day, source) DO UPDATE SET cleared = tally.cleared + excluded.cleared`,
  `INSERT INTO intake SELECT r.intake, '/departments/accueil', r.data, now() FROM ${ROWS}`,
  `INSERT INTO referral SELECT r.referral, r.intake, 0, 'requested', r.service, r.hold, NULL, now() FROM ${ROWS}`,
  `INSERT INTO explanation SELECT r.referral, 0, r.explanation FROM ${ROWS}`,
  `WITH wanted AS (SELECT r.service, count(*)::int AS quantity FROM ${ROWS} GROUP BY r.service),
     locked AS (SELECT l.service_id FROM ledger l JOIN wanted w ON w.service = l.service_id ORDER BY l.service_id FOR UPDATE OF l)
   UPDATE ledger l SET held = l.held + w.quantity FROM wanted w JOIN locked k ON k.service_id = w.service WHERE l.service_id = w.service`,
  `INSERT INTO hold SELECT r.hold, r.service, 1, 'placed', now() + interval '15 minutes' FROM ${ROWS}`,
  `UPDATE referral f SET state = 'offered', code = r.code FROM ${ROWS} WHERE f.referral_id = r.referral`,
  `INSERT INTO feed_entry (recipient, event) SELECT e.recipient, r.event FROM ${ROWS}, (VALUES ('/departments/accueil'), ('/departments/accueil'), ('/providers/bench')) AS e(recipient)`,
  `INSERT INTO feed_referral SELECT r.referral, e.recipient, 'offered', r.event FROM ${ROWS}, (VALUES ('/departments/accueil'), ('/providers/bench')) AS e(recipient)`,
];
