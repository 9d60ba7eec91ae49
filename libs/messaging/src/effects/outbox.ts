import { toRecord, type HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { slotOfKey } from '../key-hash.js';
import { OUTBOX_SHARDS } from './messaging-tables.js';

const INSERT = `INSERT INTO outbox (shard, topic, key, value, headers)
  SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[])`;

/**
 * Events that leave with a transaction: written in it, appended to the log after its commit, or not at all.
 * Events of one entity keep their order when the transaction holds the entity's row before it adds them.
 */
export class Outbox {
  /** One statement for any number of events; nothing for none. */
  async add(manager: EntityManager, events: readonly HavreEvent[]): Promise<void> {
    if (events.length === 0) return;
    const records = events.map((event) => toRecord(event));
    await manager.query(INSERT, [
      records.map(({ key }) => slotOfKey(key, OUTBOX_SHARDS)),
      records.map(({ topic }) => topic),
      records.map(({ key }) => key),
      records.map(({ value }) => value),
      records.map(({ headers }) => JSON.stringify(headers)),
    ]);
  }
}
