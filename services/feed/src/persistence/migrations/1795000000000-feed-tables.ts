import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `recipient` is a partner's `source`, or `service:<id>` for whoever owns that service: a capacity event may be read
 * before the directory entry that says whose the service is.
 */
const ENTRY = `
  CREATE TABLE entry (
    sequence bigint PRIMARY KEY,
    recipient text NOT NULL,
    event jsonb NOT NULL,
    written_at timestamptz NOT NULL
  );
  CREATE INDEX entry_of_recipient ON entry (recipient, sequence);
  CREATE INDEX entry_written_at ON entry USING brin (written_at) WITH (pages_per_range = 16)`;

/**
 * One row, taken by the last statement of every transaction that writes entries and let go by its commit: sequence
 * numbers become visible in their order, so a reader that has seen one has been shown all before it.
 */
const POSITION = `
  CREATE TABLE entry_position (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last bigint NOT NULL
  ) WITH (fillfactor = 10);
  INSERT INTO entry_position (last) VALUES (0)`;

/** How far the entries of a recipient were forgotten: an older cursor has missed some. */
const PURGED = `
  CREATE TABLE purged (
    recipient text PRIMARY KEY,
    through bigint NOT NULL,
    purged_at timestamptz NOT NULL
  )`;

const REFERRAL_VIEW = `
  CREATE TABLE referral_view (
    referral_id uuid NOT NULL,
    recipient text NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    is_department boolean NOT NULL,
    intake_id uuid,
    service_id text,
    hold_id uuid,
    kind text NOT NULL,
    state text NOT NULL,
    ended_at timestamptz,
    view jsonb NOT NULL,
    PRIMARY KEY (referral_id, recipient),
    CONSTRAINT department_knows_its_intake CHECK (is_department = (intake_id IS NOT NULL)),
    CONSTRAINT provider_was_offered_a_hold CHECK (is_department = (hold_id IS NULL)),
    CONSTRAINT code_is_for_the_department CHECK (is_department OR NOT view ? 'code')
  ) WITH (fillfactor = 70);
  CREATE INDEX referral_view_of_recipient ON referral_view (recipient, position);
  CREATE INDEX referral_view_of_hold ON referral_view (hold_id) WHERE hold_id IS NOT NULL;
  CREATE INDEX referral_view_of_intake ON referral_view (intake_id) WHERE intake_id IS NOT NULL;
  CREATE INDEX referral_view_ended ON referral_view (ended_at) WHERE ended_at IS NOT NULL`;

/**
 * Two halves of an arrival, in whatever order they come: what the provider says (`claimed`) and what the ledger counts
 * (`occupied`). Together they are `settled`, once.
 */
const ARRIVAL = `
  CREATE TABLE arrival (
    hold_id uuid PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('open', 'claimed', 'occupied', 'settled')),
    claim jsonb,
    noted_at timestamptz NOT NULL
  );
  CREATE INDEX arrival_noted_at ON arrival USING brin (noted_at)`;

const SERVICE = `
  CREATE TABLE service (
    service_id text PRIMARY KEY,
    provider text NOT NULL,
    name jsonb NOT NULL,
    kind text NOT NULL,
    area text NOT NULL,
    is_confidential boolean NOT NULL,
    is_listed boolean NOT NULL
  );
  CREATE INDEX service_of_provider ON service (provider);
  CREATE INDEX service_of_kind ON service (kind, area) WHERE is_listed`;

const PLACE = `
  CREATE TABLE place (
    service_id text NOT NULL,
    unit_key text NOT NULL,
    day date,
    state jsonb NOT NULL,
    PRIMARY KEY (service_id, unit_key)
  ) WITH (fillfactor = 70)`;

/** What partners read: their events, their referrals, the places of the city. */
export class FeedTables1795000000000 implements MigrationInterface {
  readonly name = 'FeedTables1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [ENTRY, POSITION, PURGED, REFERRAL_VIEW, ARRIVAL, SERVICE, PLACE]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE place, service, arrival, referral_view, purged, entry_position, entry');
  }
}
