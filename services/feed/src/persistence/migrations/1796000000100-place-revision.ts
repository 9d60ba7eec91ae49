import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row that moves with every commit that changes what is shown of places or of the directory: whoever has an answer made
 * at the same revision need not read them again.
 */
export class PlaceRevision1796000000100 implements MigrationInterface {
  readonly name = 'PlaceRevision1796000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE place_revision (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        revision bigint NOT NULL
      ) WITH (fillfactor = 10);
      INSERT INTO place_revision (revision) VALUES (0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE place_revision');
  }
}
