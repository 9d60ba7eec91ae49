import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appointments have a time; a service that left an offer unanswered is known to every replica. */
export class TimesAndSilences1796200000000 implements MigrationInterface {
  readonly name = 'TimesAndSilences1796200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE availability ADD COLUMN time text');
    await runner.query(
      'ALTER TABLE service_flag ADD COLUMN changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id()',
    );
    await runner.query(
      "CREATE INDEX service_flag_silence ON service_flag (changed_xid) WHERE flag = 'offer-unanswered'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE service_flag DROP COLUMN changed_xid');
    await runner.query('ALTER TABLE availability DROP COLUMN time');
  }
}
