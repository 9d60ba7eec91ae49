import type { DataSource } from 'typeorm';

const CLEAN = `WITH gone AS (
    DELETE FROM inbox WHERE received_at < havre_now() - $1 * interval '1 millisecond' RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

/**
 * Forgets inbox rows older than `retentionMs`. Keep it longer than the log keeps its records: an event delivered again
 * after its row is gone would be applied again.
 * @returns how many rows went
 */
export async function cleanInbox(dataSource: DataSource, retentionMs: number): Promise<number> {
  const rows = await dataSource.query<{ count: number }[]>(CLEAN, [retentionMs]);
  return rows[0]?.count ?? 0;
}
