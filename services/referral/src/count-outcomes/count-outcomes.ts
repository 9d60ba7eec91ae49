import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Limits } from '../domain/limits.js';
import { countOutcomes, type OutcomeCount } from '../domain/outcome.js';
import { ENDED_STATES, type Referral } from '../domain/referral.js';
import type { CitySettings } from '../settings/city-settings.js';
import { CITY, LIMITS } from '../settings/tokens.js';

const KEEP = `
  INSERT INTO outcome_count (day, kind, area, outcome, count)
  SELECT * FROM unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::integer[])
  ON CONFLICT (day, kind, area, outcome) DO UPDATE SET count = outcome_count.count + excluded.count`;

// Those that have ended and are not forgotten yet are counted where they stand: writing costs nothing on the way.
const READ = `
  SELECT to_char(day, 'YYYY-MM-DD') AS day, kind, area, outcome, sum(count)::integer AS count FROM (
    SELECT day, kind, area, outcome, count FROM outcome_count WHERE day BETWEEN $1::date AND $2::date
    UNION ALL
    SELECT ended.day, kind, area, outcome, count(*) FROM (
      SELECT ((due_at - make_interval(days => $3::integer)) AT TIME ZONE $4)::date AS day, kind,
        coalesce(request::jsonb ->> 'area', '') AS area, state AS outcome
      FROM referral WHERE state = ANY($5::text[])
        AND due_at - make_interval(days => $3::integer) >= $1::date::timestamp AT TIME ZONE $4
        AND due_at - make_interval(days => $3::integer) < ($2::date + 1)::timestamp AT TIME ZONE $4
    ) AS ended GROUP BY ended.day, kind, area, outcome
  ) AS counts GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;

/** What stays once the referrals are gone: how many ended how, by day, kind and area. Whoever shows it hides small counts. */
@Injectable()
export class CountOutcomes {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(LIMITS) private readonly limits: Limits,
    @Inject(CITY) private readonly city: CitySettings,
  ) {}

  /** Counts referrals that are about to be forgotten, in the transaction that forgets them. */
  async keep(manager: EntityManager, forgotten: readonly Referral[]): Promise<void> {
    const counts = countOutcomes(forgotten, this.city.timeZone);
    if (counts.length === 0) return;
    await manager.query(KEEP, [
      counts.map(({ day }) => day),
      counts.map(({ kind }) => kind),
      counts.map(({ area }) => area),
      counts.map(({ outcome }) => outcome),
      counts.map(({ count }) => count),
    ]);
  }

  /** @param from first local day, `YYYY-MM-DD` @param to last, included */
  read(from: string, to: string): Promise<readonly OutcomeCount[]> {
    const { timeZone } = this.city;
    return this.dataSource.query<OutcomeCount[]>(READ, [
      from,
      to,
      this.limits.retentionDays,
      timeZone,
      ENDED_STATES,
    ]);
  }
}
