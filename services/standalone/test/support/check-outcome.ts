import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Acknowledged } from './traffic.js';

/** States in which a referral rests after every offer was accepted: it has a place, waits in line, or has its end. */
const RESTING = ['accepted', 'waitlisted', 'unplaced', 'needs-attention'];

/** What the tables say after the faults; every list is empty and every count zero when nothing was lost or doubled. */
export interface Outcome {
  /** Acknowledged intakes that have not exactly one referral per need. */
  readonly wrongNumberOfReferrals: readonly string[];
  /** Referrals in a state that is no state of the table, by state. */
  readonly notAtRest: Readonly<Record<string, number>>;
  /** Accepted referrals without exactly one live hold of their own. */
  readonly acceptedWithoutHold: number;
  /** Ledger rows whose held places are not the sum of their live holds, or that promise more than there is. */
  readonly wrongLedgerRows: number;
  /** Live holds of referrals that hold more than one. */
  readonly doubleHolds: number;
  readonly parked: number;
}

/** Waits until every referral rests (at most `timeoutMs`), then counts what is wrong. */
export async function checkOutcome(
  databaseUrl: string,
  acknowledged: readonly Acknowledged[],
  timeoutMs = 120_000,
): Promise<Outcome> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const deadline = Date.now() + timeoutMs;
    let outcome = await readOutcome(client, acknowledged);
    while (!isGood(outcome) && Date.now() < deadline) {
      await sleep(500);
      outcome = await readOutcome(client, acknowledged);
    }
    return outcome;
  } finally {
    await client.end();
  }
}

export const GOOD_OUTCOME: Outcome = {
  wrongNumberOfReferrals: [],
  notAtRest: {},
  acceptedWithoutHold: 0,
  wrongLedgerRows: 0,
  doubleHolds: 0,
  parked: 0,
};

function isGood(outcome: Outcome): boolean {
  return JSON.stringify(outcome) === JSON.stringify(GOOD_OUTCOME);
}

async function readOutcome(client: Client, acknowledged: readonly Acknowledged[]): Promise<Outcome> {
  const states = await client.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM referral.referral WHERE NOT (state = ANY($1)) GROUP BY state',
    [RESTING],
  );
  return {
    wrongNumberOfReferrals: await intakesWithWrongReferrals(client, acknowledged),
    notAtRest: Object.fromEntries(states.rows.map(({ state, count }) => [state, count])),
    acceptedWithoutHold: await count(client, ACCEPTED_WITHOUT_HOLD),
    wrongLedgerRows: await count(client, WRONG_LEDGER_ROWS),
    doubleHolds: await count(client, DOUBLE_HOLDS),
    parked: await count(client, PARKED),
  };
}

async function intakesWithWrongReferrals(
  client: Client,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const { rows } = await client.query<{ intake_id: string }>(
    `SELECT a.intake_id FROM unnest($1::uuid[], $2::int[]) AS a(intake_id, needs)
     LEFT JOIN referral.referral r USING (intake_id)
     GROUP BY a.intake_id, a.needs
     HAVING count(r.id) <> a.needs`,
    [acknowledged.map((one) => one.intakeId), acknowledged.map((one) => one.needs)],
  );
  return rows.map((row) => row.intake_id);
}

async function count(client: Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(sql);
  return rows[0]?.count ?? Number.NaN;
}

const ACCEPTED_WITHOUT_HOLD = `
  SELECT count(*)::int AS count FROM referral.referral r
  LEFT JOIN capacity.hold h ON h.hold_id = r.hold_id AND h.state IN ('placed', 'confirmed')
  WHERE r.state = 'accepted' AND h.hold_id IS NULL`;

const WRONG_LEDGER_ROWS = `
  SELECT count(*)::int AS count FROM capacity.ledger l
  LEFT JOIN (
    SELECT ledger_id, sum(quantity) AS held FROM capacity.hold WHERE state IN ('placed', 'confirmed') GROUP BY ledger_id
  ) h USING (ledger_id)
  WHERE l.held <> coalesce(h.held, 0) OR l.occupied + l.held > l.total + l.deficit`;

/** A live hold that no referral stands for: its place would be kept for nobody. */
const DOUBLE_HOLDS = `
  SELECT count(*)::int AS count FROM capacity.hold h
  WHERE h.state IN ('placed', 'confirmed')
    AND NOT EXISTS (SELECT 1 FROM referral.referral r WHERE r.hold_id = h.hold_id)`;

const PARKED = `
  SELECT (SELECT count(*) FROM referral.parked_record)::int + (SELECT count(*) FROM capacity.parked_record)::int
       + (SELECT count(*) FROM feed.parked_record)::int AS count`;
