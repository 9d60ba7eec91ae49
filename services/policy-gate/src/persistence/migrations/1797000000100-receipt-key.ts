import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key under which the ids of events are made; it never opens anything. It comes back with the database. */
export class ReceiptKey1797000000100 implements MigrationInterface {
  readonly name = 'ReceiptKey1797000000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE receipt_key (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        key bytea NOT NULL CHECK (octet_length(key) = 32)
      );
      INSERT INTO receipt_key (key)
        SELECT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE receipt_key');
  }
}
