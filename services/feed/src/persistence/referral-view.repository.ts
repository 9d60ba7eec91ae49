import { columnsAsRows, textColumns, type ColumnValue } from '@havre/service';
import type { DataSource, EntityManager } from 'typeorm';
import {
  hasEnded,
  type DepartmentView,
  type ProviderView,
  type ReferralFile,
} from '../domain/referral-view.js';

interface ViewRow {
  readonly referral_id: string;
  readonly recipient: string;
  readonly is_department: boolean;
  readonly view: DepartmentView | ProviderView;
}

/** A referral as one caller sees it, and where it stands in the caller's list. */
export interface ListedReferral {
  readonly position: bigint;
  readonly view: DepartmentView | ProviderView;
}

export interface ReferralFilter {
  readonly state?: string;
  readonly kind?: string;
}

// Always in this order, so that two transactions wait for one another in one direction only.
const LOCK = `
  SELECT referral_id, recipient, is_department, view FROM referral_view
  WHERE referral_id = ANY($1::uuid[]) ORDER BY referral_id, recipient FOR UPDATE`;

const OF_HOLDS = 'SELECT DISTINCT referral_id FROM referral_view WHERE hold_id = ANY($1::uuid[])';

const COLUMNS = [
  ['referral_id', 'uuid'],
  ['recipient', 'text'],
  ['is_department', 'boolean'],
  ['intake_id', 'uuid'],
  ['service_id', 'text'],
  ['hold_id', 'uuid'],
  ['kind', 'text'],
  ['state', 'text'],
  ['ended_at', 'timestamptz'],
  ['view', 'json'],
] as const;

const NAMES = COLUMNS.map(([name]) => name).join(', ');

const SAVE = `
  INSERT INTO referral_view (${NAMES})
  SELECT ${NAMES} FROM ${columnsAsRows(COLUMNS.map(([, type]) => type))} AS given (${NAMES})
  ORDER BY referral_id, recipient
  ON CONFLICT (referral_id, recipient) DO UPDATE SET service_id = excluded.service_id, hold_id = excluded.hold_id,
    state = excluded.state, ended_at = excluded.ended_at, view = excluded.view`;

const LIST = `
  SELECT position, view FROM referral_view
  WHERE recipient = ANY($1::text[]) AND position < $2 AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR kind = $4)
  ORDER BY position DESC LIMIT $5`;

const FIND = `
  SELECT view FROM referral_view
  WHERE referral_id = $1 AND recipient = ANY($2::text[]) ORDER BY is_department DESC LIMIT 1`;

const FORGET = `
  WITH old AS (
    SELECT referral_id FROM referral_view
    WHERE is_department AND ended_at < (SELECT havre_now()) - $1 * interval '1 day'
    ORDER BY referral_id LIMIT $2 FOR UPDATE SKIP LOCKED),
  gone AS (DELETE FROM referral_view USING old WHERE referral_view.referral_id = old.referral_id RETURNING 1)
  SELECT count(*)::integer AS count FROM gone`;

const NEWEST = (2n ** 63n - 1n).toString();

/** Referrals as each partner sees them. Every read names who reads: there is no way to read somebody else's. */
export class ReferralViewRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The files of these referrals, held until the end of the transaction. */
  async lock(manager: EntityManager, referralIds: readonly string[]): Promise<Map<string, ReferralFile>> {
    if (referralIds.length === 0) return new Map();
    return filesOf(await manager.query<ViewRow[]>(LOCK, [referralIds]));
  }

  /** The files of the referrals that these holds are for, held until the end of the transaction. */
  async lockOfHolds(manager: EntityManager, holdIds: readonly string[]): Promise<Map<string, ReferralFile>> {
    const rows = await manager.query<{ referral_id: string }[]>(OF_HOLDS, [holdIds]);
    return this.lock(
      manager,
      rows.map(({ referral_id: id }) => id),
    );
  }

  /** Writes every view of these files. */
  async save(manager: EntityManager, files: readonly ReferralFile[]): Promise<void> {
    if (files.length === 0) return;
    await manager.query(SAVE, textColumns(files.flatMap(rowsOf)));
  }

  /** The caller's referrals that were opened or offered before a position, newest first. */
  async list(
    sources: readonly string[],
    before: bigint | undefined,
    limit: number,
    { state, kind }: ReferralFilter,
  ): Promise<readonly ListedReferral[]> {
    const rows = await this.dataSource.query<{ position: string; view: ListedReferral['view'] }[]>(LIST, [
      sources,
      before?.toString() ?? NEWEST,
      state ?? null,
      kind ?? null,
      limit,
    ]);
    return rows.map(({ position, view }) => ({ position: BigInt(position), view }));
  }

  /** One referral of the caller; somebody else's is as unknown as one that never was. */
  async find(sources: readonly string[], referralId: string): Promise<ListedReferral['view'] | undefined> {
    const [row] = await this.dataSource.query<{ view: ListedReferral['view'] }[]>(FIND, [
      referralId,
      sources,
    ]);
    return row?.view;
  }

  /** Deletes at most `limit` referrals that ended before the retention, with every view; says how many rows went. */
  async forget(retentionDays: number, limit: number): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(FORGET, [retentionDays, limit]);
    return row?.count ?? 0;
  }
}

function filesOf(rows: readonly ViewRow[]): Map<string, ReferralFile> {
  const groups = Map.groupBy(rows, ({ referral_id: id }) => id);
  const files = [...groups].flatMap(([referralId, views]) => {
    const own = views.find((row) => row.is_department);
    if (own === undefined) return [];
    const providers = views
      .filter((row) => !row.is_department)
      .map(({ recipient, view }) => [recipient, view as ProviderView] as const);
    const file: ReferralFile = {
      referralId,
      publisher: own.recipient,
      department: own.view as DepartmentView,
      providers: Object.fromEntries(providers),
    };
    return [[referralId, file] as const];
  });
  return new Map(files);
}

/** In the order of the columns. */
function rowsOf({
  referralId,
  publisher,
  department,
  providers,
}: ReferralFile): readonly (readonly ColumnValue[])[] {
  const { intakeId, kind, state, since } = department;
  const endedAt = hasEnded(state) ? since : null;
  const own = [referralId, publisher, 'true', intakeId, null, null, kind, state, endedAt, toText(department)];
  const others = Object.entries(providers).map(([recipient, view]) => {
    const { serviceId, holdId, state: offer } = view;
    return [referralId, recipient, 'false', null, serviceId, holdId, kind, offer, null, toText(view)];
  });
  return [own, ...others];
}

function toText(view: DepartmentView | ProviderView): string {
  return JSON.stringify(view);
}
