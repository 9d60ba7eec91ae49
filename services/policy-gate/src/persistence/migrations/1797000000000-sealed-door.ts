import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP: readonly string[] = [
  // Public halves only: the database itself refuses the private half of a key.
  `CREATE TABLE sealing_epoch (
    kid text PRIMARY KEY,
    slot bigint NOT NULL,
    generation integer NOT NULL,
    public_jwk jsonb NOT NULL CHECK (NOT public_jwk ? 'd'),
    not_before timestamptz NOT NULL,
    not_after timestamptz NOT NULL,
    ended_at timestamptz,
    UNIQUE (slot, generation)
  )`,
  'CREATE INDEX sealing_epoch_alive ON sealing_epoch (slot) WHERE ended_at IS NULL',
  // seen_at is a sign of life, not business time: it goes by the clock of the machine.
  `CREATE TABLE gate_replica (
    id uuid PRIMARY KEY,
    url text NOT NULL,
    public_jwk jsonb NOT NULL CHECK (NOT public_jwk ? 'd'),
    holds text[] NOT NULL DEFAULT '{}',
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
  ) WITH (fillfactor = 50)`,
  `CREATE TABLE ingress_position (
    topic text NOT NULL,
    partition integer NOT NULL,
    incarnation uuid NOT NULL DEFAULT gen_random_uuid(),
    next_offset bigint NOT NULL DEFAULT 0,
    content_end bigint NOT NULL DEFAULT 0,
    deleted_before bigint NOT NULL DEFAULT 0,
    rolled_before bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, partition)
  ) WITH (fillfactor = 50)`,
  // One row for every record that was opened, whatever its verdict, until its epoch ends: a digest of random numbers.
  `CREATE TABLE sealed_seen (
    kid text NOT NULL,
    mark bytea NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    PRIMARY KEY (kid, mark)
  )`,
];

/** What the sealed door remembers: public keys, who holds the private ones, how far it got, and which seals it has seen. */
export class SealedDoor1797000000000 implements MigrationInterface {
  readonly name = 'SealedDoor1797000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE sealed_seen, ingress_position, gate_replica, sealing_epoch');
  }
}
