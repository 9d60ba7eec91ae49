import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events and views are written for every need and never searched, so they are kept as they come: taking them apart for
 * `jsonb` cost more than all else. Nobody looks for views by their intake.
 */
const UP: readonly string[] = [
  'ALTER TABLE entry ALTER COLUMN event TYPE json',
  'ALTER TABLE referral_view DROP CONSTRAINT code_is_for_the_department',
  'ALTER TABLE referral_view ALTER COLUMN view TYPE json',
  `ALTER TABLE referral_view
    ADD CONSTRAINT code_is_for_the_department CHECK (is_department OR (view -> 'code') IS NULL)`,
  'DROP INDEX referral_view_of_intake',
];

const DOWN: readonly string[] = [
  'CREATE INDEX referral_view_of_intake ON referral_view (intake_id) WHERE intake_id IS NOT NULL',
  'ALTER TABLE referral_view DROP CONSTRAINT code_is_for_the_department',
  'ALTER TABLE referral_view ALTER COLUMN view TYPE jsonb',
  `ALTER TABLE referral_view
    ADD CONSTRAINT code_is_for_the_department CHECK (is_department OR NOT view ? 'code')`,
  'ALTER TABLE entry ALTER COLUMN event TYPE jsonb',
];

/** Documents as they are written. */
export class PlainDocuments1796000000000 implements MigrationInterface {
  readonly name = 'PlainDocuments1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
