import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP: readonly string[] = [
  `CREATE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'`,
  `CREATE TABLE audit_entry (
    id uuid PRIMARY KEY,
    attempt_id uuid NOT NULL,
    at timestamptz NOT NULL,
    key_id text NOT NULL CHECK (key_id ~ '^[a-z0-9-]{1,64}$'),
    action text NOT NULL CHECK (action IN ('retry', 'discard')),
    service text NOT NULL CHECK (service ~ '^[a-z-]{1,40}$'),
    target uuid NOT NULL,
    reason text NOT NULL CHECK (reason ~ '^[a-z-]{1,40}$'),
    step text NOT NULL CHECK (step ~ '^[a-z-]{1,40}$')
  )`,
  'CREATE INDEX audit_entry_by_time ON audit_entry (at DESC, id DESC)',
  `CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN RAISE EXCEPTION ''audit_entry is append-only''; END'`,
  `CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`,
];

const DOWN: readonly string[] = [
  'DROP TABLE audit_entry',
  'DROP FUNCTION audit_is_append_only()',
  'DROP FUNCTION havre_now()',
];

/** Who did what, when and why, in codes. */
export class AdminTables1763800000000 implements MigrationInterface {
  readonly name = 'AdminTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
