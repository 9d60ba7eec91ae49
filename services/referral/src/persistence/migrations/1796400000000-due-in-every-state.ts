import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The clock has something to do in every state. Whoever waits for the ledger since before is looked at once the version before,
 * which knows no such time and would look again and again, runs no more.
 */
export class DueInEveryState1796400000000 implements MigrationInterface {
  readonly name = 'DueInEveryState1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE referral SET due_at = havre_now() + interval '1 hour' WHERE due_at IS NULL");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE referral SET due_at = NULL WHERE state IN ('requested', 'offered')");
  }
}
