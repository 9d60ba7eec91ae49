import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = `ALTER TABLE service ADD COLUMN limits jsonb`;

/**
 * Where a total comes from is kept beside it: what was reported, what was said to be in or out of service since, and what
 * is not shown because a provider said that nothing is left. No write can change a total without one of the three.
 */
const LEDGER = `
  ALTER TABLE ledger
    ADD COLUMN start_time text CHECK (start_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    ADD COLUMN funded integer,
    ADD COLUMN adjusted integer NOT NULL DEFAULT 0,
    ADD COLUMN withheld integer NOT NULL DEFAULT 0,
    ADD COLUMN out_of_service integer NOT NULL DEFAULT 0,
    ADD COLUMN surge integer NOT NULL DEFAULT 0,
    ADD COLUMN ends_at timestamptz,
    ADD COLUMN drift integer,
    ADD COLUMN is_over boolean NOT NULL DEFAULT false;
  UPDATE ledger SET withheld = reported_total - total WHERE total < reported_total;
  ALTER TABLE ledger
    ADD CONSTRAINT ledger_said_not_negative
      CHECK (reported_total >= 0 AND withheld >= 0 AND out_of_service >= 0 AND surge >= 0),
    ADD CONSTRAINT ledger_total_as_said
      CHECK (total = least(100000, greatest(0, reported_total + adjusted - withheld)))`;

/**
 * A deficit has two causes only, both said by the provider: a count, which may be anything but never together with more
 * holds; and places that go out of service, which may cause no more of it than there are of them, and never together
 * with more holds or arrivals.
 */
const GUARD = `
  DROP TRIGGER ledger_deficit_by_report ON ledger;
  CREATE TRIGGER ledger_deficit_by_statement BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (NEW.deficit > OLD.deficit AND (
      NEW.held > OLD.held OR (NEW.reports <= OLD.reports AND (
        NEW.deficit - OLD.deficit > OLD.adjusted - NEW.adjusted
        OR NEW.occupied + NEW.held > OLD.occupied + OLD.held))))
    EXECUTE FUNCTION ledger_refuse()`;

const HOLD = `
  ALTER TABLE hold
    DROP CONSTRAINT hold_refusal_check,
    ADD CONSTRAINT hold_refusal_check CHECK (
      refusal IN ('full', 'unknown-unit', 'report-expired', 'closed', 'share-cap', 'need-cap', 'gone'))`;

/** What providers said of some places at a time of their own; never a person. */
const MOVEMENT = `
  CREATE TABLE movement (
    movement_id text PRIMARY KEY,
    service_id text NOT NULL,
    ledger_id bigint NOT NULL REFERENCES ledger (ledger_id) ON DELETE CASCADE,
    unit_key text NOT NULL,
    kind text NOT NULL CHECK (kind IN
      ('walked-in', 'vacated', 'out-of-service', 'back-in-service', 'surge-opened', 'surge-closed')),
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
    at timestamptz NOT NULL,
    until timestamptz,
    reason text,
    pending integer NOT NULL CHECK (pending BETWEEN 0 AND quantity),
    returned integer NOT NULL,
    ended_at timestamptz,
    CONSTRAINT movement_returned_once CHECK (returned BETWEEN 0 AND quantity - pending),
    CONSTRAINT movement_ended_whole CHECK (ended_at IS NULL OR (pending = 0 AND until IS NOT NULL)),
    CONSTRAINT movement_stays_nobody CHECK (kind NOT IN ('walked-in', 'vacated') OR pending + returned = 0)
  ) WITH (fillfactor = 70);
  CREATE INDEX movement_moved ON movement (ledger_id, (coalesce(ended_at, at)));
  CREATE INDEX movement_pending ON movement (ledger_id) WHERE pending > 0;
  CREATE INDEX movement_old ON movement ((coalesce(ended_at, at)));
  CREATE TRIGGER movement_undone_once BEFORE UPDATE ON movement FOR EACH ROW
    WHEN (NEW.pending > OLD.pending)
    EXECUTE FUNCTION ledger_refuse()`;

/** Counts that found other places occupied than the ledger had counted. */
const DRIFT = `
  CREATE TABLE drift (
    drift_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service_id text NOT NULL,
    unit_type text NOT NULL,
    sleeps integer,
    day date,
    start_time text,
    counted_at timestamptz NOT NULL,
    noted_at timestamptz NOT NULL,
    reported integer NOT NULL,
    counted integer NOT NULL,
    drift integer NOT NULL GENERATED ALWAYS AS (reported - counted) STORED,
    CONSTRAINT drift_is_some CHECK (reported <> counted)
  );
  CREATE INDEX drift_of_service ON drift (service_id, drift_id);
  CREATE INDEX drift_noted ON drift (noted_at)`;

/** Places in and out of service, walk-ins and departures, places with a time, limits of one service, drift. */
export class MovementTables1791000000000 implements MigrationInterface {
  readonly name = 'MovementTables1791000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [SERVICE, LEDGER, GUARD, HOLD, MOVEMENT, DRIFT]) await runner.query(statement);
  }

  /** Places said to be in or out of service since the last count become part of it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE drift, movement;
      DROP TRIGGER ledger_deficit_by_statement ON ledger;
      ALTER TABLE ledger
        DROP COLUMN start_time, DROP COLUMN funded, DROP COLUMN adjusted, DROP COLUMN withheld,
        DROP COLUMN out_of_service, DROP COLUMN surge, DROP COLUMN ends_at, DROP COLUMN drift, DROP COLUMN is_over;
      CREATE TRIGGER ledger_deficit_by_report BEFORE UPDATE ON ledger FOR EACH ROW
        WHEN (NEW.deficit > OLD.deficit AND (NEW.reports <= OLD.reports OR NEW.held > OLD.held))
        EXECUTE FUNCTION ledger_refuse();
      UPDATE hold SET refusal = 'full' WHERE refusal = 'need-cap';
      ALTER TABLE hold DROP CONSTRAINT hold_refusal_check,
        ADD CONSTRAINT hold_refusal_check CHECK (
          refusal IN ('full', 'unknown-unit', 'report-expired', 'closed', 'share-cap', 'gone'));
      ALTER TABLE service DROP COLUMN limits`);
  }
}
