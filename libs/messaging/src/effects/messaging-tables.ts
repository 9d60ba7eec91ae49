import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox rows are spread over this many shards by the hash of their key; each shard has one relay at a time. */
export const OUTBOX_SHARDS = 8;

const UP: readonly string[] = [
  // The one business clock of a service. The test clock replaces this function; leases do not use it.
  `CREATE OR REPLACE FUNCTION havre_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'`,
  `CREATE TABLE inbox (
    consumer text NOT NULL,
    event_id text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (consumer, event_id)
  )`,
  // Rows come in the order of time: a block-range index finds the old ones and costs nearly nothing to keep.
  `CREATE INDEX inbox_received_at ON inbox USING brin (received_at) WITH (pages_per_range = 16)`,
  `CREATE TABLE outbox (
    shard smallint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    topic text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    headers text NOT NULL,
    PRIMARY KEY (shard, id)
  ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`,
  `CREATE TABLE relay_shard (
    shard smallint PRIMARY KEY,
    owner uuid,
    expires_at timestamptz NOT NULL DEFAULT '-infinity'
  ) WITH (fillfactor = 50)`,
  `INSERT INTO relay_shard (shard) SELECT generate_series(0, ${OUTBOX_SHARDS - 1})`,
  `CREATE TABLE relay_member (id uuid PRIMARY KEY, expires_at timestamptz NOT NULL) WITH (fillfactor = 50)`,
  `CREATE TABLE parked_key (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    key text NOT NULL,
    error_code text NOT NULL,
    attempts integer NOT NULL,
    parked_at timestamptz NOT NULL,
    UNIQUE (consumer, topic, key)
  )`,
  `CREATE TABLE parked_record (
    parked_key_id uuid NOT NULL REFERENCES parked_key ON DELETE CASCADE,
    "offset" bigint NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (parked_key_id, "offset")
  )`,
];

const DOWN: readonly string[] = [
  'DROP TABLE parked_record, parked_key, relay_member, relay_shard, outbox, inbox',
  'DROP FUNCTION havre_now()',
];

/** The tables of this library in a service's schema (found through `search_path`), and its clock `havre_now()`. */
export class MessagingTables1763800000000 implements MigrationInterface {
  readonly name = 'MessagingTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
