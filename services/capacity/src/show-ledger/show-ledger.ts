import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A row of the ledger as operators see it; the deficit and the drift from the last report stand apart. */
export interface LedgerLine {
  readonly serviceId: string;
  readonly unitType: string;
  readonly sleeps: number | null;
  readonly date: string | null;
  /** Local time at which an appointment starts, `HH:MM`. */
  readonly time: string | null;
  /** What the programme is funded for; null when that was not said. */
  readonly funded: number | null;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly available: number;
  readonly deficit: number;
  readonly outOfService: number;
  readonly surge: number;
  /** Occupied places of the last count less those that the ledger had counted; null before the second count. */
  readonly drift: number | null;
  readonly reportedTotal: number;
  readonly reportedOccupied: number;
  readonly reportedAt: string | null;
  readonly freshness: string;
}

/** A live hold as operators see it. It says nothing of whom it is for: the ledger does not know. */
export interface HoldLine {
  readonly holdId: string;
  readonly serviceId: string;
  readonly unitType: string;
  /** How many people a room or a unit sleeps; null where that is not said. */
  readonly sleeps: number | null;
  /** Local date of a dated place, `YYYY-MM-DD`. */
  readonly date: string | null;
  /** Local time at which an appointment starts, `HH:MM`. */
  readonly time: string | null;
  readonly quantity: number;
  readonly publisher: string;
  readonly state: string;
  readonly expiresAt: string;
}

/** A count that found other places occupied than the ledger had counted at its time. */
export interface DriftLine {
  readonly driftId: string;
  readonly serviceId: string;
  readonly unitType: string;
  readonly sleeps: number | null;
  readonly date: string | null;
  readonly time: string | null;
  readonly countedAt: string;
  /** Occupied places of the count. */
  readonly reported: number;
  /** What the ledger had. */
  readonly counted: number;
  /** The first less the second. */
  readonly drift: number;
}

const LEDGER = `
  SELECT l.service_id AS "serviceId", l.unit_type AS "unitType", l.sleeps, l.day::text AS date,
    l.start_time AS time, l.funded, l.total, l.occupied, l.held,
    CASE WHEN l.is_over THEN 0 ELSE greatest(0, l.total - l.occupied - l.held) END AS available, l.deficit,
    l.out_of_service AS "outOfService", l.surge, l.drift,
    l.reported_total AS "reportedTotal", l.reported_occupied AS "reportedOccupied",
    l.reported_at AS "reportedAt", l.freshness
  FROM ledger l
  WHERE ($1::text IS NULL OR l.service_id = $1) AND ($2::text IS NULL OR l.service_id > $2)
    AND ($3::boolean IS NOT TRUE OR l.deficit > 0)
  ORDER BY l.service_id, l.unit_key LIMIT $4`;

const HOLDS = `
  SELECT h.hold_id AS "holdId", h.service_id AS "serviceId", l.unit_type AS "unitType", l.sleeps, l.day::text AS date,
    l.start_time AS time, h.quantity, h.publisher, h.state, h.expires_at AS "expiresAt"
  FROM hold h JOIN ledger l USING (ledger_id)
  WHERE h.settled_at IS NULL AND h.expires_at <= (SELECT havre_now()) + make_interval(mins => $1)
  ORDER BY h.expires_at, h.hold_id LIMIT $2`;

const DRIFTS = `
  SELECT d.drift_id::text AS "driftId", d.service_id AS "serviceId", d.unit_type AS "unitType", d.sleeps,
    d.day::text AS date, d.start_time AS time, d.counted_at AS "countedAt", d.reported, d.counted, d.drift
  FROM drift d
  WHERE ($1::text IS NULL OR d.service_id = $1) AND ($2::bigint IS NULL OR d.drift_id < $2)
  ORDER BY d.drift_id DESC LIMIT $3`;

const COUNTS = `
  SELECT (SELECT count(*)::integer FROM ledger) AS rows,
    (SELECT count(*)::integer FROM ledger WHERE deficit > 0) AS "rowsInDeficit",
    (SELECT count(*)::integer FROM hold WHERE settled_at IS NULL) AS "liveHolds",
    (SELECT count(*)::integer FROM waiting_statement) AS "waitingStatements",
    (SELECT count(*)::integer FROM outbox) AS outbox`;

const PLACES = `
  SELECT unit_type AS "unitType", sum(total)::integer AS total, sum(occupied)::integer AS occupied,
    sum(held)::integer AS held
  FROM ledger WHERE day IS NULL OR day = (SELECT havre_now())::date
  GROUP BY unit_type ORDER BY unit_type`;

/** The places of the whole city today, of one type. */
export interface CityPlaces {
  readonly unitType: string;
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
}

export interface LedgerFilter {
  readonly serviceId?: string | undefined;
  /** Only services after this id: the next page. */
  readonly after?: string | undefined;
  readonly inDeficit?: boolean | undefined;
  readonly limit: number;
}

export interface DriftFilter {
  readonly serviceId?: string | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

/** What operators read of the ledger. */
@Injectable()
export class ShowLedger {
  constructor(private readonly dataSource: DataSource) {}

  places(): Promise<readonly CityPlaces[]> {
    return this.dataSource.query<CityPlaces[]>(PLACES);
  }

  async rows({ serviceId, after, inDeficit, limit }: LedgerFilter): Promise<readonly LedgerLine[]> {
    const rows = await this.dataSource.query<
      (Omit<LedgerLine, 'reportedAt'> & { reportedAt: Date | null })[]
    >(LEDGER, [serviceId ?? null, after ?? null, inDeficit ?? null, limit]);
    return rows.map((row) => ({ ...row, reportedAt: row.reportedAt?.toISOString() ?? null }));
  }

  /** Live holds whose time ends within so many minutes, those that have run out already first. */
  async holds(expiringWithinMinutes: number, limit: number): Promise<readonly HoldLine[]> {
    const rows = await this.dataSource.query<(Omit<HoldLine, 'expiresAt'> & { expiresAt: Date })[]>(HOLDS, [
      expiringWithinMinutes,
      limit,
    ]);
    return rows.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() }));
  }

  /** The latest first; `before` is the id of the last line of the page before. */
  async drifts({ serviceId, before, limit }: DriftFilter): Promise<readonly DriftLine[]> {
    const rows = await this.dataSource.query<(Omit<DriftLine, 'countedAt'> & { countedAt: Date })[]>(DRIFTS, [
      serviceId ?? null,
      before ?? null,
      limit,
    ]);
    return rows.map((row) => ({ ...row, countedAt: row.countedAt.toISOString() }));
  }

  async counts(): Promise<Readonly<Record<string, number>>> {
    const [counts] = await this.dataSource.query<Record<string, number>[]>(COUNTS);
    return counts ?? {};
  }
}
