import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = `
  CREATE TABLE service (
    service_id text PRIMARY KEY,
    owner text,
    is_listed boolean NOT NULL DEFAULT false,
    kind text CHECK (kind IN ('shelter', 'housing', 'food', 'health', 'integration', 'recreation')),
    opening jsonb,
    closed_from timestamptz,
    closed_until timestamptz,
    closure_said_at timestamptz,
    CONSTRAINT service_listing_whole CHECK ((owner IS NULL) = (kind IS NULL)),
    CONSTRAINT service_closure_whole CHECK ((closed_from IS NULL) = (closure_said_at IS NULL))
  ) WITH (fillfactor = 70)`;

const LEDGER = `
  CREATE TABLE ledger (
    ledger_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service_id text NOT NULL REFERENCES service (service_id),
    unit_key text NOT NULL,
    unit_type text NOT NULL CHECK (unit_type IN ('bed', 'room', 'unit', 'appointment', 'parcel', 'seat')),
    sleeps integer,
    day date,
    total integer NOT NULL DEFAULT 0,
    occupied integer NOT NULL DEFAULT 0,
    held integer NOT NULL DEFAULT 0,
    held_by jsonb NOT NULL DEFAULT '{}',
    deficit integer NOT NULL DEFAULT 0,
    reported_total integer NOT NULL DEFAULT 0,
    reported_occupied integer NOT NULL DEFAULT 0,
    said_at timestamptz,
    counted_at timestamptz,
    reported_at timestamptz,
    reports integer NOT NULL DEFAULT 0,
    freshness text NOT NULL DEFAULT 'expired' CHECK (freshness IN ('fresh', 'stale', 'expired')),
    ages_at timestamptz,
    version integer NOT NULL DEFAULT 0,
    CONSTRAINT ledger_unit UNIQUE (service_id, unit_key),
    CONSTRAINT ledger_counts_not_negative
      CHECK (total >= 0 AND occupied >= 0 AND held >= 0 AND deficit >= 0),
    CONSTRAINT ledger_never_overbooked CHECK (occupied + held <= total + deficit),
    CONSTRAINT ledger_no_slack CHECK (deficit <= greatest(0, occupied + held - total))
  ) WITH (fillfactor = 50)`;

/**
 * The checks above let a deficit absorb any overbooking, so a deficit must have one cause only: a report that lowers
 * the total below what is promised. A write that raises it without a report, or together with holds, is refused.
 */
const LEDGER_GUARD = `
  CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, MESSAGE = TG_NAME;
  END $$;
  CREATE TRIGGER ledger_starts_empty BEFORE INSERT ON ledger FOR EACH ROW
    WHEN (NEW.total <> 0 OR NEW.occupied <> 0 OR NEW.held <> 0 OR NEW.deficit <> 0)
    EXECUTE FUNCTION ledger_refuse();
  CREATE TRIGGER ledger_deficit_by_report BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (NEW.deficit > OLD.deficit AND (NEW.reports <= OLD.reports OR NEW.held > OLD.held))
    EXECUTE FUNCTION ledger_refuse();
  CREATE TRIGGER ledger_reports_only_grow BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (NEW.reports < OLD.reports)
    EXECUTE FUNCTION ledger_refuse();
  CREATE TRIGGER ledger_kept_while_held BEFORE DELETE ON ledger FOR EACH ROW
    WHEN (OLD.held > 0)
    EXECUTE FUNCTION ledger_refuse()`;

const HOLD = `
  CREATE TABLE hold (
    hold_id uuid PRIMARY KEY,
    service_id text NOT NULL,
    ledger_id bigint,
    unit_key text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100),
    publisher text NOT NULL,
    state text NOT NULL CHECK (state IN ('placed', 'confirmed', 'occupied', 'released', 'expired', 'refused')),
    refusal text CHECK (refusal IN ('full', 'unknown-unit', 'report-expired', 'closed', 'share-cap', 'gone')),
    offer_expires_at timestamptz,
    expires_at timestamptz,
    journey_from timestamptz,
    occupied_at timestamptz,
    left_at timestamptz,
    settled_at timestamptz,
    CONSTRAINT hold_refusal_said CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CONSTRAINT hold_live_whole CHECK (
      (state IN ('placed', 'confirmed')) = (settled_at IS NULL)
      AND (settled_at IS NOT NULL OR (ledger_id IS NOT NULL AND expires_at IS NOT NULL))
    )
  );
  CREATE INDEX hold_due ON hold (expires_at) WHERE settled_at IS NULL;
  CREATE INDEX hold_settled ON hold (settled_at) WHERE settled_at IS NOT NULL;
  CREATE INDEX hold_moved ON hold (ledger_id, (coalesce(left_at, occupied_at))) WHERE occupied_at IS NOT NULL;
  CREATE TRIGGER hold_released_once BEFORE UPDATE ON hold FOR EACH ROW
    WHEN (OLD.settled_at IS NOT NULL AND NEW.settled_at IS NULL)
    EXECUTE FUNCTION ledger_refuse()`;

const LEDGER_INDEXES = `
  CREATE INDEX ledger_ageing ON ledger (ages_at) WHERE ages_at IS NOT NULL;
  CREATE INDEX ledger_day ON ledger (day) WHERE day IS NOT NULL`;

/** What providers said of a service that nobody has listed yet: the listing comes on another topic. */
const WAITING = `
  CREATE TABLE waiting_statement (
    event_id text PRIMARY KEY,
    service_id text NOT NULL,
    said_at timestamptz NOT NULL,
    waiting_since timestamptz NOT NULL,
    event jsonb NOT NULL
  );
  CREATE INDEX waiting_statement_service ON waiting_statement (service_id);
  CREATE INDEX waiting_statement_since ON waiting_statement (waiting_since)`;

/** The ledger of places and its holds. Comes after the tables of messaging, which bring `havre_now()`. */
export class LedgerTables1790000000000 implements MigrationInterface {
  readonly name = 'LedgerTables1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [SERVICE, LEDGER, LEDGER_GUARD, LEDGER_INDEXES, HOLD, WAITING]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE waiting_statement, hold, ledger, service; DROP FUNCTION ledger_refuse()');
  }
}
