import { Injectable } from '@nestjs/common';
import type { HavreEvent } from '@havre/events';
import type { EntityManager } from 'typeorm';
import { toText } from '../persistence/instants.js';

const KEEP = `
  INSERT INTO waiting_statement (event_id, service_id, said_at, waiting_since, event)
  SELECT event_id, service_id, said_at, $2::timestamptz, event
  FROM json_to_recordset($1::json)
    AS w (event_id text, service_id text, said_at timestamptz, event jsonb)
  ON CONFLICT (event_id) DO NOTHING`;

const TAKE = `
  WITH taken AS (DELETE FROM waiting_statement WHERE service_id = ANY($1::text[]) RETURNING said_at, event_id, event)
  SELECT event FROM taken ORDER BY said_at, event_id`;

/** What providers said of services that nobody has listed yet. Used under the locks of the services. */
@Injectable()
export class WaitingStatements {
  async keep(manager: EntityManager, events: readonly HavreEvent[], now: number): Promise<void> {
    if (events.length === 0) return;
    const records = events.map((event) => ({
      event_id: event.id,
      service_id: event.subject,
      said_at: event.time,
      event,
    }));
    await manager.query(KEEP, [JSON.stringify(records), toText(now)]);
  }

  /** Takes out what waits for these services, in the order in which it was said. */
  async take(manager: EntityManager, serviceIds: readonly string[]): Promise<readonly HavreEvent[]> {
    if (serviceIds.length === 0) return [];
    const rows = await manager.query<{ event: HavreEvent }[]>(TAKE, [serviceIds]);
    return rows.map(({ event }) => event);
  }
}
