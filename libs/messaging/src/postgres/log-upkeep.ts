import type { LogDatabase, Row, Statement } from './log-database.js';
import type { PostgresSettings } from './postgres-settings.js';

const CHUNK = 5_000;

/** Forgetting: by offset (asked for), by age and by key (by itself, in whichever process gets there first). */
export class LogUpkeep {
  readonly #statements: Readonly<Record<'start' | 'trim' | 'stale' | 'compactable' | 'compact', Statement>>;
  #cancel: () => void = () => undefined;
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(
    private readonly database: LogDatabase,
    private readonly settings: PostgresSettings,
  ) {
    this.#statements = statements(settings.schema);
  }

  start(): void {
    const { housekeepingMs, scheduler } = this.settings;
    if (housekeepingMs <= 0 || this.#isClosed) return;
    this.#cancel = scheduler.after(housekeepingMs, () => {
      this.#running = this.runOnce()
        .catch(() => undefined)
        .finally(() => this.start());
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#running;
  }

  /** One round over all topics: retention by age, then compaction. */
  async runOnce(): Promise<void> {
    await this.expire();
    await this.compact();
  }

  /** Deletes the records of one partition before `offset`, in bounded steps, oldest first. */
  async deleteBefore(partitionId: number, offset: bigint): Promise<void> {
    await this.database.durable(this.#statements.start, [partitionId, String(offset)]);
    for (let deleted = CHUNK; deleted === CHUNK;) {
      const rows = (await this.database.durable(this.#statements.trim, [
        partitionId,
        String(offset),
        CHUNK,
      ])) as readonly (Row & [number])[];
      deleted = rows[0]?.[0] ?? 0;
    }
  }

  /** Deletes what is older than its topic's retention. */
  async expire(): Promise<void> {
    const rows = (await this.database.swift(this.#statements.stale, [])) as readonly (Row &
      [number, string])[];
    for (const [partitionId, offset] of rows) await this.deleteBefore(partitionId, BigInt(offset));
  }

  /** Keeps the newest record of each key of compacted topics; partitions without news are not looked at. */
  async compact(): Promise<void> {
    const rows = (await this.database.swift(this.#statements.compactable, [])) as readonly (Row &
      [number, string])[];
    for (const [partitionId, end] of rows) {
      await this.database.durable(this.#statements.compact, [partitionId, end]);
    }
  }
}

function statements(
  schema: string,
): Readonly<Record<'start' | 'trim' | 'stale' | 'compactable' | 'compact', Statement>> {
  return {
    start: {
      name: 'upkeep-start',
      text: `UPDATE ${schema}.partition SET start_offset = least($2::bigint, next_offset)
        WHERE id = $1 AND start_offset < least($2::bigint, next_offset)`,
    },
    trim: {
      name: 'upkeep-trim',
      text: `WITH gone AS (
          DELETE FROM ${schema}.record WHERE partition_id = $1 AND "offset" < $2::bigint AND "offset" <= (
            SELECT max(step."offset") FROM (
              SELECT "offset" FROM ${schema}.record WHERE partition_id = $1 ORDER BY "offset" LIMIT $3) step)
          RETURNING 1)
        SELECT count(*)::integer FROM gone`,
    },
    // The newest stale record of a partition is found from its oldest end: cheap when little is stale.
    stale: {
      name: 'upkeep-stale',
      text: `SELECT p.id, old.until FROM ${schema}.partition p
        JOIN ${schema}.topic t ON t.name = p.topic AND t.cleanup = 'delete'
        CROSS JOIN LATERAL (
          SELECT coalesce(
            (SELECT r."offset" FROM ${schema}.record r WHERE r.partition_id = p.id
              AND r.appended_at >= ${schema}.log_now() - t.retention_ms * interval '1 millisecond'
              ORDER BY r."offset" LIMIT 1),
            p.next_offset) AS until) old
        WHERE old.until > p.start_offset`,
    },
    compactable: {
      name: 'upkeep-compactable',
      text: `SELECT p.id, p.next_offset FROM ${schema}.partition p
        JOIN ${schema}.topic t ON t.name = p.topic AND t.cleanup = 'compact' WHERE p.compacted_to < p.next_offset`,
    },
    compact: {
      name: 'upkeep-compact',
      text: `WITH newest AS (
          SELECT key, max("offset") AS "offset" FROM ${schema}.record
          WHERE partition_id = $1 AND "offset" < $2::bigint GROUP BY key
        ), gone AS (
          DELETE FROM ${schema}.record r USING newest n
          WHERE r.partition_id = $1 AND r.key = n.key AND r."offset" < n."offset"
        )
        UPDATE ${schema}.partition SET compacted_to = $2::bigint WHERE id = $1 AND compacted_to < $2::bigint`,
    },
  };
}
