import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP: readonly string[] = [
  // What time and lookups ask for are columns; the rest of a referral is a document that only the domain reads, and text,
  // as PostgreSQL would otherwise parse it on every write.
  `CREATE TABLE referral (
    id uuid PRIMARY KEY,
    intake_id uuid NOT NULL,
    publisher text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL CHECK (state IN ('requested', 'offered', 'accepted', 'arrived', 'waitlisted',
      'needs-attention', 'completed', 'not-arrived', 'withdrawn', 'unplaced')),
    code text NOT NULL UNIQUE,
    hold_id uuid UNIQUE,
    service_id text,
    turn_at timestamptz,
    due_at timestamptz,
    party_size smallint NOT NULL,
    ages smallint NOT NULL,
    accessibility smallint NOT NULL,
    request text NOT NULL,
    progress text NOT NULL
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02)`,
  `CREATE INDEX referral_line ON referral (kind, turn_at, id) WHERE turn_at IS NOT NULL`,
  `CREATE INDEX referral_due ON referral (due_at) WHERE due_at IS NOT NULL`,
  `CREATE INDEX referral_attention ON referral (kind) WHERE state = 'needs-attention'`,
  `CREATE INDEX referral_service ON referral (service_id) WHERE service_id IS NOT NULL`,
  // One row a match. Kept whole in the row, uncompressed: it is written for each need and read for few.
  `CREATE TABLE explanation (
    referral_id uuid NOT NULL,
    attempt integer NOT NULL,
    matched_at timestamptz NOT NULL,
    request text,
    body text NOT NULL,
    PRIMARY KEY (referral_id, attempt)
  ) WITH (toast_tuple_target = 8160)`,
  `ALTER TABLE explanation ALTER COLUMN body SET STORAGE EXTERNAL`,
  // Every version of an entry that an explanation may refer to. changed_xid lets a replica read what others changed.
  `CREATE TABLE directory_entry (
    key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service_id text NOT NULL,
    provider text NOT NULL,
    listing jsonb NOT NULL,
    closure_from timestamptz,
    closure_until timestamptz,
    is_listed boolean NOT NULL,
    is_current boolean NOT NULL DEFAULT true,
    ended_at timestamptz,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id()
  )`,
  `CREATE UNIQUE INDEX directory_entry_current ON directory_entry (service_id) WHERE is_current`,
  `CREATE INDEX directory_entry_changed ON directory_entry (changed_xid) WHERE is_current`,
  `CREATE INDEX directory_entry_past ON directory_entry (ended_at) WHERE NOT is_current`,
  // By source: what somebody else says of a service never counts, and need not be refused here.
  `CREATE TABLE closure (
    service_id text NOT NULL,
    source text NOT NULL,
    closes_from timestamptz NOT NULL,
    closes_until timestamptz,
    said_at timestamptz NOT NULL,
    apply_at timestamptz,
    PRIMARY KEY (service_id, source)
  )`,
  `CREATE INDEX closure_apply ON closure (apply_at) WHERE apply_at IS NOT NULL`,
  `CREATE TABLE availability (
    key text PRIMARY KEY,
    service_id text NOT NULL,
    unit_type text NOT NULL,
    sleeps smallint,
    date text,
    total integer NOT NULL,
    available integer NOT NULL,
    freshness text NOT NULL,
    reported_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id()
  ) WITH (fillfactor = 50)`,
  `CREATE INDEX availability_changed ON availability (changed_xid)`,
  `CREATE INDEX availability_date ON availability (date) WHERE date IS NOT NULL`,
  `CREATE TABLE service_flag (
    service_id text NOT NULL,
    flag text NOT NULL,
    count integer NOT NULL,
    last_at timestamptz NOT NULL,
    PRIMARY KEY (service_id, flag)
  )`,
];

const DOWN: readonly string[] = [
  'DROP TABLE service_flag, availability, closure, directory_entry, explanation, referral',
];

/** The tables of the referral service. */
export class ReferralTables1790000000100 implements MigrationInterface {
  readonly name = 'ReferralTables1790000000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
