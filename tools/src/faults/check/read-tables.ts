import pg from 'pg';
import type { LedgerRow, ReferralRow, Tables } from './evidence.js';

const LIVE = `('placed', 'confirmed')`;

const REFERRALS = `SELECT id, intake_id AS "intakeId", state, hold_id AS "holdId" FROM referral.referral`;

const LEDGER = `
  SELECT service_id AS "serviceId", total, occupied, held, deficit, reported_total AS "reportedTotal",
    (SELECT coalesce(sum(quantity), 0)::int FROM capacity.hold h
     WHERE h.ledger_id = l.ledger_id AND h.state IN ${LIVE}) AS "liveHolds"
  FROM capacity.ledger l`;

/** Rows whose held places are not their live holds, or that promise more than there is: one look, one moment. */
const WRONG_ROWS = `
  SELECT count(*)::int AS count FROM (${LEDGER}) AS l
  WHERE l.held <> l."liveHolds" OR l.occupied + l.held > l.total + l.deficit`;

const HOLDS_OF_NOBODY = `
  SELECT count(*)::int AS count FROM capacity.hold h
  WHERE h.state IN ${LIVE} AND NOT EXISTS (SELECT 1 FROM referral.referral r WHERE r.hold_id = h.hold_id)`;

const PARKED = ['referral', 'capacity', 'feed']
  .map((s) => `(SELECT count(*) FROM ${s}.parked_record)`)
  .join('+');
const UNRELAYED = `(SELECT count(*) FROM referral.outbox) + (SELECT count(*) FROM capacity.outbox)
  + (SELECT count(*) FROM capacity.waiting_statement)`;

/** A client that a server's end does not throw at. */
async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    query_timeout: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How many rows of the ledger do not add up now; undefined when the database does not answer. */
export function countWrongRows(url: string): Promise<number | undefined> {
  return connected(url, (client) => count(client, WRONG_ROWS)).catch(() => undefined);
}

/** How many referrals are in each state, and how many events are on the way. */
export function readRest(
  url: string,
): Promise<{ states: Readonly<Record<string, number>>; unrelayed: number }> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM referral.referral GROUP BY state ORDER BY state',
    );
    const states = Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    return { states, unrelayed: await count(client, `SELECT ${UNRELAYED} AS count`) };
  });
}

export function readTables(url: string): Promise<Tables> {
  return connected(url, async (client) => {
    // One moment for all of it.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const ids = async (sql: string): Promise<ReadonlySet<string>> =>
      new Set((await client.query<{ id: string }>(sql)).rows.map(({ id }) => id));
    return {
      referrals: (await client.query<ReferralRow>(REFERRALS)).rows,
      ledger: (await client.query<LedgerRow>(LEDGER)).rows,
      inboxes: {
        referral: await ids('SELECT event_id AS id FROM referral.inbox'),
        capacity: await ids('SELECT event_id AS id FROM capacity.inbox'),
        feed: await ids('SELECT event_id AS id FROM feed.inbox'),
      },
      movements: await ids('SELECT movement_id AS id FROM capacity.movement'),
      holdsOfNobody: await count(client, HOLDS_OF_NOBODY),
      parked: await count(client, `SELECT ${PARKED} AS count`),
      unrelayed: await count(client, `SELECT ${UNRELAYED} AS count`),
    };
  });
}

async function count(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<{ count: string | number }>(sql);
  return Number(rows[0]?.count);
}
