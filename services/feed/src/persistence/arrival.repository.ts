import type { DataSource, EntityManager } from 'typeorm';
import type { ArrivalState, FoldedReferrals } from '../domain/fold-referrals.js';
import type { ArrivalClaim } from '../domain/settle-arrival.js';

// Touching the row first makes the other half of an arrival wait for this transaction, whichever comes first.
const LOCK = `
  INSERT INTO arrival (hold_id, state, noted_at)
  SELECT hold_id, 'open', havre_now() FROM unnest($1::uuid[]) AS hold_id ORDER BY hold_id
  ON CONFLICT (hold_id) DO UPDATE SET noted_at = excluded.noted_at RETURNING hold_id, state`;

const NOTE = `
  UPDATE arrival SET state = given.state, claim = given.claim
  FROM jsonb_to_recordset($1::jsonb) AS given (hold_id uuid, state text, claim jsonb)
  WHERE arrival.hold_id = given.hold_id`;

const OCCUPY = `
  INSERT INTO arrival (hold_id, state, noted_at)
  SELECT hold_id, 'occupied', havre_now() FROM unnest($1::uuid[]) AS hold_id ORDER BY hold_id
  ON CONFLICT (hold_id) DO UPDATE
    SET state = CASE WHEN arrival.claim IS NULL THEN 'occupied' ELSE 'settled' END
    WHERE arrival.state IN ('open', 'claimed')
  RETURNING claim`;

const FORGET = `
  WITH gone AS (
    DELETE FROM arrival WHERE noted_at < (SELECT havre_now()) - $1 * interval '1 day' RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

/** The two halves of arrivals: what providers say at the door, and what the ledger then counts. */
export class ArrivalRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What is known of these holds; all of them are held until the end of the transaction. */
  async lock(manager: EntityManager, holdIds: readonly string[]): Promise<ReadonlyMap<string, ArrivalState>> {
    if (holdIds.length === 0) return new Map();
    const rows = await manager.query<{ hold_id: string; state: ArrivalState }[]>(LOCK, [holdIds]);
    return new Map(rows.map(({ hold_id: id, state }) => [id, state]));
  }

  /** Writes what a batch made of its arrivals. The holds are locked. */
  async note(
    manager: EntityManager,
    { claims, settled }: Pick<FoldedReferrals, 'claims' | 'settled'>,
  ): Promise<void> {
    const rows = [
      ...[...claims].map(([hold, claim]) => ({ hold_id: hold, state: 'claimed', claim })),
      ...[...settled].map((hold) => ({ hold_id: hold, state: 'settled', claim: null })),
    ];
    if (rows.length > 0) await manager.query(NOTE, [JSON.stringify(rows)]);
  }

  /** The ledger has counted these holds; answers with what providers had said of them. */
  async occupy(manager: EntityManager, holdIds: readonly string[]): Promise<readonly ArrivalClaim[]> {
    if (holdIds.length === 0) return [];
    const rows = await manager.query<{ claim: ArrivalClaim | null }[]>(OCCUPY, [[...new Set(holdIds)]]);
    return rows.flatMap(({ claim }) => (claim === null ? [] : [claim]));
  }

  async forget(retentionDays: number): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(FORGET, [retentionDays]);
    return row?.count ?? 0;
  }
}
