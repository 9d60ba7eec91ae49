import { Client } from 'pg';
import { printFigure } from './figure.js';
import { listServices, offerAll, type Route } from './route-load.js';

const NEEDS = 3_000;
const REFERRALS = [1_000, 100_000, 1_000_000];
const SERVICES = [10, 1_000, 10_000];

interface Copied {
  readonly table: string;
  /** Which row is copied. */
  readonly where?: string;
  /** What differs from the row that is copied: SQL, of `n`. */
  readonly but: Readonly<Record<string, string>>;
}

/** What referrals that are over leave behind, in the tables that every need is looked up in. */
const LEFT_BEHIND: readonly Copied[] = [
  {
    table: 'referral.referral',
    but: {
      id: 'gen_random_uuid()',
      intake_id: 'gen_random_uuid()',
      hold_id: 'gen_random_uuid()',
      code: "'bench-' || n",
      state: "'completed'",
      service_id: 'NULL',
      turn_at: 'NULL',
      due_at: "now() + interval '7 days'",
    },
  },
  { table: 'referral.explanation', but: { referral_id: 'gen_random_uuid()', body: "'{}'" } },
  {
    table: 'capacity.hold',
    but: { hold_id: 'gen_random_uuid()', state: "'released'", settled_at: 'now()' },
  },
  {
    table: 'feed.referral_view',
    where: 'is_department',
    but: { referral_id: 'gen_random_uuid()', state: "'completed'", ended_at: 'now()', view: "'{}'" },
  },
  { table: 'feed.entry', but: { sequence: '-n', event: "'{}'" } },
  { table: 'referral.inbox', but: { event_id: "'bench-' || n" } },
  { table: 'feed.inbox', but: { event_id: "'bench-' || n" } },
  { table: 'policy_gate.receipt', but: { receipt: 'gen_random_uuid()', event_id: "'bench-' || n" } },
];

/**
 * `route.cpu.referrals`: processor time for each need with ever more referrals in the tables; flat is a ratio near 1.
 * @param startBefore time of this process, in milliseconds, after which no further step begins
 */
export async function measureReferrals(route: Route, startBefore: number): Promise<void> {
  const client = new Client({ connectionString: route.databaseUrl });
  await client.connect();
  try {
    let there = 0;
    let least: number | undefined;
    for (const referrals of REFERRALS) {
      if (isTooLate(startBefore, `${referrals} referrals`)) return;
      for (const copied of LEFT_BEHIND) await copyRow(client, copied, there, referrals);
      there = referrals;
      await client.query('VACUUM ANALYZE');
      await client.query('CHECKPOINT');
      const { cpuMs } = await offerAll(route, NEEDS);
      least ??= cpuMs;
      printCurve('route.cpu.referrals', cpuMs, least, { referrals });
    }
  } finally {
    await client.end();
  }
}

/** `route.cpu.services`: processor time for each need with ever more services that could take it. */
export async function measureServices(route: Route, startBefore: number): Promise<void> {
  let there = 0;
  let least: number | undefined;
  for (const services of SERVICES) {
    if (isTooLate(startBefore, `${services} services`)) return;
    await listServices(route, there, services);
    there = services;
    await offerAll(route, NEEDS / 3);
    const { cpuMs } = await offerAll(route, NEEDS);
    least ??= cpuMs;
    printCurve('route.cpu.services', cpuMs, least, { services });
  }
}

/** Whether a step is left out, on a machine that is slow or busy, so that the bench ends in time. Says so. */
function isTooLate(startBefore: number, step: string): boolean {
  if (performance.now() < startBefore) return false;
  process.stderr.write(`out of time: ${step} are left out\n`);
  return true;
}

function printCurve(
  metric: string,
  value: number,
  baseline: number,
  more: Readonly<Record<string, number>>,
): void {
  printFigure({ metric, value, unit: 'ms/need', baseline, ratio: value / baseline, ...more });
}

/** Makes copies `from + 1` … `to` of the first row of a table, whatever columns it has. */
async function copyRow(
  client: Client,
  { table, where = 'true', but }: Copied,
  from: number,
  to: number,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity <> 'a' AND attgenerated = ''`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const values = columns.map((name) => but[name] ?? `r.${name}`);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')}
     FROM (SELECT * FROM ${table} WHERE ${where} LIMIT 1) AS r, generate_series($1::integer, $2::integer) AS n`,
    [from + 1, to],
  );
}
