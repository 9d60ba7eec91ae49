import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The gate's whole memory. There is no table for what was dropped, and the two tallies share no key that would
 * tell which department sent which category.
 */
export class ReceiptsAndTallies1764000000000 implements MigrationInterface {
  readonly name = 'ReceiptsAndTallies1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // The one business clock of a service. The test clock replaces this function.
    await queryRunner.query(
      `CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'`,
    );
    await queryRunner.query(`
      CREATE TABLE receipt (
        receipt uuid PRIMARY KEY,
        source text NOT NULL,
        event_id text NOT NULL,
        fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
        subject text NOT NULL,
        accepted_at timestamptz NOT NULL DEFAULT havre_now(),
        appended_at timestamptz,
        UNIQUE (source, event_id)
      ) WITH (fillfactor = 85)`);
    // Rows arrive in the order of accepted_at: a block range index finds the old ones and costs writers nothing.
    await queryRunner.query('CREATE INDEX receipt_accepted_at ON receipt USING brin (accepted_at)');
    await queryRunner.query(`
      CREATE TABLE tally_by_source (
        day date NOT NULL,
        source text NOT NULL,
        cleared bigint NOT NULL DEFAULT 0 CHECK (cleared >= 0),
        dropped bigint NOT NULL DEFAULT 0 CHECK (dropped >= 0),
        PRIMARY KEY (day, source)
      ) WITH (fillfactor = 50)`);
    await queryRunner.query(`
      CREATE TABLE tally_by_category (
        day date NOT NULL,
        category text NOT NULL,
        count bigint NOT NULL DEFAULT 0 CHECK (count >= 0),
        PRIMARY KEY (day, category)
      ) WITH (fillfactor = 50)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE receipt, tally_by_source, tally_by_category');
    await queryRunner.query('DROP FUNCTION havre_now()');
  }
}
