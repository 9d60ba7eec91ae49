import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Operators decide of referrals that wait for a person too; their record names none. */
export class AttentionActions1796300000000 implements MigrationInterface {
  readonly name = 'AttentionActions1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_action_check');
    await runner.query(
      `ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_action_check
        CHECK (action IN ('retry', 'discard', 'look-again', 'close'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_action_check');
    await runner.query(
      `ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_action_check
        CHECK (action IN ('retry', 'discard')) NOT VALID`,
    );
  }
}
