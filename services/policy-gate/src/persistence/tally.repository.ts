import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';

import type { Tally } from '../domain/tally.js';

export interface DailySourceCount {
  /** UTC date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly source: string;
  readonly cleared: number;
  readonly dropped: number;
}

export interface DailyCategoryCount {
  /** UTC date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly category: string;
  readonly count: number;
}

/** SQL that adds rows `(source, cleared, dropped)`, one for each source, to the counts of today. */
export function addBySource(rows: string): string {
  return `
  INSERT INTO tally_by_source AS tally (day, source, cleared, dropped)
  SELECT (havre_now() AT TIME ZONE 'UTC')::date, source, cleared, dropped FROM (${rows}) AS more
  ON CONFLICT (day, source) DO UPDATE
  SET cleared = tally.cleared + excluded.cleared, dropped = tally.dropped + excluded.dropped`;
}

/** The same with rows `(category, count)`. */
export function addByCategory(rows: string): string {
  return `
  INSERT INTO tally_by_category AS tally (day, category, count)
  SELECT (havre_now() AT TIME ZONE 'UTC')::date, category, count FROM (${rows}) AS more
  ON CONFLICT (day, category) DO UPDATE SET count = tally.count + excluded.count`;
}

const ADD_BY_SOURCE = addBySource(
  'SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS added (source, cleared, dropped)',
);

const ADD_BY_CATEGORY = addByCategory(
  'SELECT * FROM unnest($1::text[], $2::bigint[]) AS added (category, count)',
);

const READ_BY_SOURCE = `
  SELECT to_char(day, 'YYYY-MM-DD') AS day, source, cleared::float8 AS cleared, dropped::float8 AS dropped
  FROM tally_by_source WHERE day BETWEEN $1::date AND $2::date ORDER BY day, source`;

const READ_BY_CATEGORY = `
  SELECT to_char(day, 'YYYY-MM-DD') AS day, category, count::float8 AS count
  FROM tally_by_category WHERE day BETWEEN $1::date AND $2::date ORDER BY day, category`;

const READ_LAST_DAY = `
  SELECT coalesce(sum(dropped), 0)::float8 AS dropped FROM tally_by_source
  WHERE day = (havre_now() AT TIME ZONE 'UTC')::date - 1`;

/** Adds a tally to today's counts, inside the caller's transaction. */
export async function storeTally(manager: EntityManager, { bySource, byCategory }: Tally): Promise<void> {
  if (bySource.length > 0) {
    await manager.query(ADD_BY_SOURCE, [
      bySource.map(({ source }) => source),
      bySource.map(({ cleared }) => cleared),
      bySource.map(({ dropped }) => dropped),
    ]);
  }
  if (byCategory.length > 0) {
    await manager.query(ADD_BY_CATEGORY, [
      byCategory.map(({ category }) => category),
      byCategory.map(({ count }) => count),
    ]);
  }
}

/** Reads the two tallies, each by itself: no query of this service joins them. */
@Injectable()
export class TallyRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Both days included, `YYYY-MM-DD`. */
  async bySource(from: string, to: string): Promise<readonly DailySourceCount[]> {
    return this.#dataSource.query<DailySourceCount[]>(READ_BY_SOURCE, [from, to]);
  }

  /** Drops of all sources on the last day (UTC) that is over. */
  async droppedLastDay(): Promise<number> {
    const [row] = await this.#dataSource.query<{ dropped: number }[]>(READ_LAST_DAY);
    return row?.dropped ?? 0;
  }

  /** Both days included, `YYYY-MM-DD`. */
  async byCategory(from: string, to: string): Promise<readonly DailyCategoryCount[]> {
    return this.#dataSource.query<DailyCategoryCount[]>(READ_BY_CATEGORY, [from, to]);
  }
}
