import type { CapacityState, HavreEvent, NeedKind } from '@havre/events';
import type { DataSource, EntityManager } from 'typeorm';
import type { ServiceCapacity } from '../domain/capacity-view.js';

export type CapacityUpdated = HavreEvent<'havre.capacity.updated.v1'>;
export type Listed = HavreEvent<'havre.service.listed.v1'>;
export type Delisted = HavreEvent<'havre.service.delisted.v1'>;

export interface PlaceFilter {
  readonly kind?: string;
  readonly area?: string;
}

interface PlaceRow {
  readonly service_id: string;
  readonly provider: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly kind: NeedKind;
  readonly area: string;
  readonly is_confidential: boolean;
  readonly state: CapacityState;
}

/** Whoever changes what is shown moves the revision in the same transaction. */
const MOVE = 'moved AS (UPDATE place_revision SET revision = revision + 1)';

const SAVE = `
  WITH ${MOVE}
  INSERT INTO place (service_id, unit_key, day, state)
  SELECT service_id, unit_key, day, state
  FROM jsonb_to_recordset($1::jsonb) AS given (service_id text, unit_key text, day date, state jsonb)
  ORDER BY service_id, unit_key
  ON CONFLICT (service_id, unit_key) DO UPDATE SET state = excluded.state`;

// Whoever listed a service first owns it, even after it was delisted: somebody else's entry changes nothing.
const LIST = `
  WITH ${MOVE}
  INSERT INTO service (service_id, provider, name, kind, area, is_confidential, is_listed)
  SELECT service_id, provider, name, kind, area, is_confidential, true
  FROM jsonb_to_recordset($1::jsonb) AS given (
    service_id text, provider text, name jsonb, kind text, area text, is_confidential boolean)
  ORDER BY service_id
  ON CONFLICT (service_id) DO UPDATE SET name = excluded.name, kind = excluded.kind, area = excluded.area,
    is_confidential = excluded.is_confidential, is_listed = true
  WHERE service.provider = excluded.provider`;

const DELIST = `
  WITH ${MOVE}
  UPDATE service SET is_listed = false
  FROM unnest($1::text[], $2::text[]) AS given (service_id, provider)
  WHERE service.service_id = given.service_id AND service.provider = given.provider`;

// A night ends the morning after: the place of yesterday's date may still be this night's.
const READ = `
  SELECT service_id, provider, name, kind, area, is_confidential, state
  FROM service JOIN place USING (service_id)
  WHERE is_listed AND ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR area = $2)
    AND (day IS NULL OR day >= (SELECT havre_now())::date - 1)
  ORDER BY service_id, unit_key`;

const REVISION = 'SELECT revision, (SELECT havre_now())::date::text AS day FROM place_revision';

const FORGET = `
  WITH ${MOVE}, gone AS (DELETE FROM place WHERE day < (SELECT havre_now())::date - $1::integer RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

/** The directory and the places of the city, as last heard of. */
export class PlaceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest state of each kind of place. Events of one service are in order. */
  async save(manager: EntityManager, events: readonly CapacityUpdated[]): Promise<void> {
    const newest = new Map(events.map((event) => [`${event.subject} ${unitKey(event.data)}`, event]));
    const rows = [...newest.values()].map(({ subject, data }) => ({
      service_id: subject,
      unit_key: unitKey(data),
      day: data.date,
      state: data,
    }));
    if (rows.length > 0) await manager.query(SAVE, [JSON.stringify(rows)]);
  }

  /** Entries of the directory, in order; one statement for each run of the same kind. */
  async follow(manager: EntityManager, events: readonly (Listed | Delisted)[]): Promise<void> {
    for (const run of runsOf(events)) {
      const [first] = run;
      if (first?.type === 'havre.service.listed.v1') await this.#list(manager, run);
      else await this.#delist(manager, run);
    }
  }

  /** Answers read at the same revision are the same: it moves with every change, and with the day. */
  async revision(): Promise<string> {
    const [row] = await this.dataSource.query<{ revision: string; day: string }[]>(REVISION);
    return `${row?.revision ?? ''} ${row?.day ?? ''}`;
  }

  async read({ kind, area }: PlaceFilter): Promise<readonly ServiceCapacity[]> {
    const rows = await this.dataSource.query<PlaceRow[]>(READ, [kind ?? null, area ?? null]);
    return rows.map(({ service_id: serviceId, is_confidential: isConfidential, ...rest }) => ({
      serviceId,
      isConfidential,
      ...rest,
    }));
  }

  /** Forgets the places of days that are long over. */
  async forget(retentionDays: number): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(FORGET, [retentionDays]);
    return row?.count ?? 0;
  }

  async #list(manager: EntityManager, run: readonly (Listed | Delisted)[]): Promise<void> {
    const rows = run.flatMap((event) =>
      event.type === 'havre.service.delisted.v1'
        ? []
        : [
            {
              service_id: event.subject,
              provider: event.source,
              name: event.data.name,
              kind: event.data.kind,
              area: event.data.area,
              is_confidential: event.data.confidential === true,
            },
          ],
    );
    await manager.query(LIST, [JSON.stringify(rows)]);
  }

  async #delist(manager: EntityManager, run: readonly (Listed | Delisted)[]): Promise<void> {
    await manager.query(DELIST, [run.map(({ subject }) => subject), run.map(({ source }) => source)]);
  }
}

function unitKey({ unitType, sleeps, date, time }: CapacityState): string {
  return `${unitType} ${sleeps ?? ''} ${date ?? ''}${time === undefined ? '' : ` ${time}`}`;
}

/** Consecutive events of one type about different services: those can be written together. */
function runsOf(events: readonly (Listed | Delisted)[]): (Listed | Delisted)[][] {
  const runs: (Listed | Delisted)[][] = [];
  for (const event of events) {
    const run = runs.at(-1) ?? [];
    const fits = run.every(({ type, subject }) => type === event.type && subject !== event.subject);
    if (fits && run.length > 0) run.push(event);
    else runs.push([event]);
  }
  return runs;
}
