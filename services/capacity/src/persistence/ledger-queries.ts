/**
 * The statements of the ledger, each over a whole batch. Locks are taken in one order everywhere: rows of `service`
 * by id, and only with those held, rows of `ledger` and `hold`.
 */

/** $1 service ids. */
export const ADD_SERVICES = `
  INSERT INTO service (service_id)
  SELECT id FROM unnest($1::text[]) AS id ORDER BY id
  ON CONFLICT (service_id) DO NOTHING`;

/** $1 service ids. Waits for whoever works on one of them. */
export const LOCK_SERVICES = `
  SELECT service_id, owner, is_listed, kind, opening, limits, closed_from, closed_until, closure_said_at
  FROM service WHERE service_id = ANY($1::text[]) ORDER BY service_id FOR NO KEY UPDATE`;

/** $1 service ids. Takes those that nobody works on. */
export const LOCK_FREE_SERVICES = `${LOCK_SERVICES} SKIP LOCKED`;

/** What a load looks for beside the holds and rows that are named; what is not needed need not be planned. */
export interface LoadParts {
  readonly hasLapsed: boolean;
  readonly hasMoved: boolean;
  readonly hasWhole: boolean;
}

const LAPSED_HOLDS = `
    UNION ALL
    SELECT h.* FROM hold h
    WHERE h.settled_at IS NULL AND h.expires_at <= (SELECT now FROM clock) AND h.service_id = ANY($6::text[])`;

const MOVED_HOLDS = `
    UNION ALL
    SELECT h.* FROM ledger l JOIN hold h ON h.ledger_id = l.ledger_id
    WHERE l.service_id = ANY($7::text[]) AND h.occupied_at IS NOT NULL
      AND coalesce(h.left_at, h.occupied_at) >= $8::timestamptz`;

const WHOLE_SERVICES = `
    UNION
    SELECT l.ledger_id FROM ledger l WHERE l.service_id = ANY($5::text[])`;

/** Names the type of a parameter that this load does not use. */
const UNUSED = `
  unused AS (SELECT $5::text[], $6::text[], $7::text[], $8::timestamptz),`;

/**
 * $1 services; $2 holds; $3, $4 services and unit keys of single rows; $5 services of which every row is wanted;
 * $6 services whose lapsed holds are wanted; $7 services whose arrivals and departures since $8 are wanted.
 *
 * The clock is read here, after the locks. It is read once: a volatile function in a condition would hide the index.
 */
export function loadQuery({ hasLapsed, hasMoved, hasWhole }: LoadParts): string {
  return `
  WITH clock AS MATERIALIZED (SELECT havre_now() AS now),${UNUSED}
  wanted_hold AS MATERIALIZED (
    SELECT h.* FROM hold h WHERE h.hold_id = ANY($2::uuid[]) AND h.service_id = ANY($1::text[])
    ${hasLapsed ? LAPSED_HOLDS : ''}${hasMoved ? MOVED_HOLDS : ''}
  ),
  wanted_row AS (
    SELECT l.ledger_id FROM unnest($3::text[], $4::text[]) AS k (service_id, unit_key)
    JOIN ledger l ON l.service_id = k.service_id AND l.unit_key = k.unit_key
    WHERE l.service_id = ANY($3::text[])
    UNION
    SELECT ledger_id FROM wanted_hold WHERE ledger_id IS NOT NULL
    ${hasWhole ? WHOLE_SERVICES : ''}
  )
  SELECT (SELECT now FROM clock) AS now,
    (SELECT coalesce(json_agg(to_json(l)), '[]') FROM ledger l
      WHERE l.ledger_id = ANY(ARRAY(SELECT ledger_id FROM wanted_row))) AS rows,
    (SELECT coalesce(json_agg(to_json(h)), '[]') FROM wanted_hold h) AS holds`;
}

/** $1 new rows. They start empty; what is known of them is written by UPDATE, under the same rules as everything. */
export const ADD_ROWS = `
  INSERT INTO ledger (service_id, unit_key, unit_type, sleeps, day, start_time)
  SELECT service_id, unit_key, unit_type, sleeps, day, start_time
  FROM json_to_recordset($1::json)
    AS r (service_id text, unit_key text, unit_type text, sleeps integer, day date, start_time text)
  RETURNING ledger_id::integer, service_id, unit_key`;

/** The ids stand beside the records too: only so does the planner know that they are few. */
const LEDGER_UPDATE = `
  UPDATE ledger l SET
    total = c.total, occupied = c.occupied, held = c.held, held_by = c.held_by, deficit = c.deficit,
    reported_total = c.reported_total, reported_occupied = c.reported_occupied, funded = c.funded,
    adjusted = c.adjusted, withheld = c.withheld, out_of_service = c.out_of_service, surge = c.surge,
    ends_at = c.ends_at, drift = c.drift, is_over = c.is_over,
    said_at = c.said_at, counted_at = c.counted_at, reported_at = c.reported_at, reports = c.reports,
    freshness = c.freshness, ages_at = c.ages_at, version = l.version + 1
  FROM json_to_recordset($1::json) AS c (
    ledger_id bigint, version integer, total integer, occupied integer, held integer, held_by jsonb,
    deficit integer, reported_total integer, reported_occupied integer, funded integer,
    adjusted integer, withheld integer, out_of_service integer, surge integer,
    ends_at timestamptz, drift integer, is_over boolean,
    said_at timestamptz, counted_at timestamptz, reported_at timestamptz, reports integer,
    freshness text, ages_at timestamptz)
  WHERE l.ledger_id = c.ledger_id AND l.version = c.version AND l.ledger_id = ANY($2::bigint[])
  RETURNING l.ledger_id`;

/** $1 ledger rows with the version that they were read at, $2 their ids. Returns how many were written. */
export const CHANGE_ROWS = `WITH changed AS (${LEDGER_UPDATE}) SELECT count(*)::integer AS rows FROM changed`;

const HOLD_COLUMNS = `
  hold_id uuid, service_id text, ledger_id bigint, unit_key text, quantity integer, publisher text, state text,
  refusal text, offer_expires_at timestamptz, expires_at timestamptz, journey_from timestamptz,
  occupied_at timestamptz, left_at timestamptz, settled_at timestamptz`;

/**
 * $1, $2 ledger rows and their ids; $3 new holds; $4, $5 changed holds with the state that they were read in, and their
 * ids. Returns how many of each were written: fewer means that somebody wrote without the lock, and the transaction must not commit.
 */
export const WRITE = `
  WITH changed_row AS (${LEDGER_UPDATE}),
  added_hold AS (
    INSERT INTO hold (hold_id, service_id, ledger_id, unit_key, quantity, publisher, state, refusal,
      offer_expires_at, expires_at, journey_from, occupied_at, left_at, settled_at)
    SELECT hold_id, service_id, ledger_id, unit_key, quantity, publisher, state, refusal,
      offer_expires_at, expires_at, journey_from, occupied_at, left_at, settled_at
    FROM json_to_recordset($3::json) AS n (${HOLD_COLUMNS}) ORDER BY hold_id
    RETURNING 1
  ),
  changed_hold AS (
    UPDATE hold h SET state = c.state, expires_at = c.expires_at, journey_from = c.journey_from,
      occupied_at = c.occupied_at, left_at = c.left_at, settled_at = c.settled_at
    FROM json_to_recordset($4::json) AS c (was text, ${HOLD_COLUMNS})
    WHERE h.hold_id = c.hold_id AND h.state = c.was AND h.hold_id = ANY($5::uuid[])
    RETURNING 1
  )
  SELECT (SELECT count(*)::integer FROM changed_row) AS rows,
    (SELECT count(*)::integer FROM added_hold) AS added,
    (SELECT count(*)::integer FROM changed_hold) AS changed`;

/** $1 closures. */
export const CHANGE_CLOSURES = `
  UPDATE service s SET closed_from = c.closed_from, closed_until = c.closed_until, closure_said_at = c.said_at
  FROM json_to_recordset($1::json)
    AS c (service_id text, closed_from timestamptz, closed_until timestamptz, said_at timestamptz)
  WHERE s.service_id = c.service_id`;

/** $1 listings. */
export const CHANGE_LISTINGS = `
  UPDATE service s SET
    owner = c.owner, is_listed = c.is_listed, kind = c.kind, opening = c.opening, limits = c.limits
  FROM json_to_recordset($1::json)
    AS c (service_id text, owner text, is_listed boolean, kind text, opening jsonb, limits jsonb)
  WHERE s.service_id = c.service_id`;
