import type { HavreEvent } from '@havre/events';
import type { DataSource, EntityManager } from 'typeorm';
import { EventLogError } from '../event-log-error.js';
import { PREPARED } from '../prepared.js';
import type { EventBatch } from '../transport/event-batch.js';
import { Outbox } from './outbox.js';

/** Changes the service's tables for events not seen before, in the order of the log; returns the events that follow. */
export type Effect = (
  manager: EntityManager,
  events: readonly HavreEvent[],
) => Promise<readonly HavreEvent[]>;

export interface EffectsOnceParts {
  readonly outbox?: Outbox;
  /** Told after each commit that events wait in the outbox. */
  readonly relay?: { wake(): void };
  /**
   * Nobody outside sees the effects before another durable commit. Then, where the log lies in the same database, their own
   * commit need not wait for the disk: PostgreSQL keeps the order of commits, so a server that loses power forgets an effect
   * together with all that followed from it, and gets the events from the log again. Default false.
   */
  readonly isRepeatable?: boolean;
}

// Sorted, so that two transactions with the same events wait for one another in one direction only.
const RECEIVE = `INSERT INTO inbox (consumer, event_id, received_at)
  SELECT $1, id, now.instant FROM (SELECT havre_now() AS instant OFFSET 0) AS now,
    unnest(string_to_array($2, E'\\n')) AS id ORDER BY id
  ON CONFLICT DO NOTHING RETURNING event_id`;

const RECEIVE_SWIFTLY = `WITH fresh AS (${RECEIVE})
  SELECT event_id FROM fresh, (SELECT set_config('synchronous_commit', 'off', true) OFFSET 0) AS swift`;

/**
 * Applies each event once however often it is delivered: the inbox row of the event, its effect and the events that follow
 * from it commit together or not at all.
 */
export class EffectsOnce {
  readonly #outbox: Outbox;
  readonly #relay: { wake(): void } | undefined;
  readonly #receiveSql: string;

  /**
   * @param dataSource its search_path is the schema that holds the messaging tables
   * @param consumer name of the group; each group has its own inbox
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumer: string,
    { outbox, relay, isRepeatable = false }: EffectsOnceParts = {},
  ) {
    this.#outbox = outbox ?? new Outbox();
    this.#relay = relay;
    const receive = isRepeatable && this.#outbox.commitsWithLog ? RECEIVE_SWIFTLY : RECEIVE;
    this.#receiveSql = `${PREPARED} ${receive}`;
  }

  /**
   * One transaction for the whole batch. `effect` is not called when no event is new.
   * @throws EventLogError `lease-lost` when the batch belongs to somebody else by now; nothing is applied then
   */
  async apply(batch: Pick<EventBatch, 'events' | 'signal'>, effect: Effect): Promise<void> {
    const following = await this.dataSource.transaction(async (manager) => {
      const fresh = await this.#receive(manager, batch);
      if (fresh.length === 0) return 0;
      const events = await effect(manager, fresh);
      await this.#outbox.add(manager, events);
      checkOwner(batch);
      return events.length;
    });
    if (following > 0) this.#relay?.wake();
  }

  async #receive(
    manager: EntityManager,
    batch: Pick<EventBatch, 'events' | 'signal'>,
  ): Promise<readonly HavreEvent[]> {
    checkOwner(batch);
    if (batch.events.length === 0) return [];
    const byId = new Map<string, HavreEvent>();
    for (const { event } of batch.events) if (!byId.has(event.id)) byId.set(event.id, event);
    const rows = await manager.query<{ event_id: string }[]>(this.#receiveSql, [
      this.consumer,
      [...byId.keys()].join('\n'),
    ]);
    const fresh = new Set(rows.map(({ event_id: id }) => id));
    return [...byId.values()].filter(({ id }) => fresh.has(id));
  }
}

function checkOwner({ signal }: Pick<EventBatch, 'signal'>): void {
  if (signal.aborted) throw new EventLogError('lease-lost');
}
