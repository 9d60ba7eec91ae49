import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stays of forgotten referrals: how many ended how, by day, kind and area. */
export class OutcomeCounts1796000000000 implements MigrationInterface {
  readonly name = 'OutcomeCounts1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE outcome_count (
      day date NOT NULL,
      kind text NOT NULL,
      area text NOT NULL,
      outcome text NOT NULL CHECK (outcome IN ('completed', 'not-arrived', 'withdrawn', 'unplaced')),
      count integer NOT NULL CHECK (count > 0),
      PRIMARY KEY (day, kind, area, outcome)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outcome_count');
  }
}
