import { Inject, Injectable } from '@nestjs/common';
import type { NeedKind } from '@havre/events';
import type { EntityManager } from 'typeorm';
import type { Limits } from '../domain/limits.js';
import type { Referral } from '../domain/referral.js';
import { LIMITS } from '../settings/tokens.js';
import {
  CHANGE_COLUMNS,
  changeOf,
  ORIGIN_COLUMNS,
  originOf,
  REFERRAL_COLUMNS,
  REQUEST_COLUMNS,
  requestOf,
  toReferral,
  type ReferralRow,
} from './referral-row.js';
import { columnsAsRows, textColumns } from './text-columns.js';

// Every lock is taken in the order of the ids, so that batches wait for one another in one direction only.
const LOCK = `SELECT ${REFERRAL_COLUMNS} FROM referral WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;

const LOCK_BY_HOLDS = `SELECT ${REFERRAL_COLUMNS} FROM referral WHERE hold_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;

const LOCK_BY_HOLDS_OR_SERVICES = `SELECT ${REFERRAL_COLUMNS} FROM referral
  WHERE hold_id = ANY($1::uuid[]) OR service_id = ANY($2::text[]) ORDER BY id FOR UPDATE`;

// Who is being worked on elsewhere is being looked after: the place goes to the next.
const LOCK_LINE = `SELECT ${REFERRAL_COLUMNS}, turn_at::text AS turn FROM referral r
  WHERE kind = $1 AND turn_at IS NOT NULL AND (turn_at, id) > ($3::timestamptz, $4::uuid)
    AND EXISTS (
      SELECT 1 FROM unnest($5::smallint[], $6::smallint[], $7::smallint[]) AS freed(size, ages, features)
      WHERE r.party_size <= freed.size AND r.ages & ~freed.ages = 0 AND r.accessibility & ~freed.features = 0
    )
  ORDER BY turn_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`;

const IS_ANYBODY_IN_LINE = `SELECT EXISTS (
    SELECT 1 FROM referral WHERE kind = ANY($1::text[]) AND turn_at IS NOT NULL) AS found`;

const IS_LINE_DUE = `SELECT EXISTS (
    SELECT 1 FROM referral WHERE due_at <= (SELECT havre_now()) AND turn_at IS NOT NULL) AS found`;

/** Any number, as long as nothing else of this database takes it: of the schema, and of the line. */
const HOLD_LINE = "SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('line'))";

const LOCK_DUE = `SELECT ${REFERRAL_COLUMNS} FROM referral
  WHERE due_at <= (SELECT havre_now()) ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED`;

const NEEDING_ATTENTION = `SELECT ${REFERRAL_COLUMNS} FROM referral
  WHERE state = 'needs-attention' ORDER BY due_at, id LIMIT $1`;

type Columns = typeof CHANGE_COLUMNS;

const namesOf = (columns: Columns): string => columns.map(([name]) => name).join(', ');
const rowsOf = (columns: Columns): string => columnsAsRows(columns.map(([, type]) => type));
const assignmentsOf = (columns: Columns): string => columns.map(([name]) => `${name} = n.${name}`).join(', ');

const NEW_COLUMNS: Columns = [...CHANGE_COLUMNS, ...REQUEST_COLUMNS, ...ORIGIN_COLUMNS];
const CORRECTED_COLUMNS: Columns = [['id', 'uuid'], ...REQUEST_COLUMNS];

const INSERT = `INSERT INTO referral (${namesOf(NEW_COLUMNS)}) SELECT * FROM ${rowsOf(NEW_COLUMNS)}
  ON CONFLICT DO NOTHING RETURNING id`;

const UPDATE = `UPDATE referral r SET ${assignmentsOf(CHANGE_COLUMNS.slice(1))}
  FROM ${rowsOf(CHANGE_COLUMNS)} AS n (${namesOf(CHANGE_COLUMNS)}) WHERE r.id = n.id`;

const REPLACE_REQUEST = `UPDATE referral r SET ${assignmentsOf(REQUEST_COLUMNS)}
  FROM ${rowsOf(CORRECTED_COLUMNS)} AS n (${namesOf(CORRECTED_COLUMNS)}) WHERE r.id = n.id`;

const KNOWN = 'SELECT id FROM referral WHERE id = ANY($1::uuid[])';
const FORGET = 'DELETE FROM referral WHERE id = ANY($1::uuid[])';

/** What a service that has free places takes in: sieves the line before anybody in it is matched. */
export interface FreedService {
  readonly maxHousehold: number;
  readonly ages: number;
  readonly accessibility: number;
}

/** Where a page of the line begins: after this turn and id. */
export interface LinePosition {
  readonly turn: string;
  readonly id: string;
}

/** The head of the line. */
export const LINE_START: LinePosition = { turn: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** A page of the line, and where the next begins. */
export interface LinePage {
  readonly referrals: readonly Referral[];
  readonly end: LinePosition;
}

/** The referrals in PostgreSQL; everything in sets, whatever the size of a batch. */
@Injectable()
export class ReferralStore {
  constructor(@Inject(LIMITS) private readonly limits: Limits) {}

  /** Locks those that exist. */
  lock(manager: EntityManager, ids: readonly string[]): Promise<readonly Referral[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.read(manager, LOCK, [ids]);
  }

  /** Locks those that have one of these holds now, or that hold places at one of these services. */
  lockHolding(
    manager: EntityManager,
    holdIds: readonly string[],
    serviceIds: readonly string[],
  ): Promise<readonly Referral[]> {
    if (serviceIds.length > 0) return this.read(manager, LOCK_BY_HOLDS_OR_SERVICES, [holdIds, serviceIds]);
    return holdIds.length === 0 ? Promise.resolve([]) : this.read(manager, LOCK_BY_HOLDS, [holdIds]);
  }

  /**
   * Keeps the line to this transaction, when anybody is in it for these kinds. Who goes down the line locks whom it meets;
   * two who go at once would each see only a part of it, and places would stay free beside people who wait.
   */
  async holdLine(manager: EntityManager, kinds: readonly NeedKind[]): Promise<boolean> {
    const [row] = await manager.query<{ found: boolean }[]>(IS_ANYBODY_IN_LINE, [kinds]);
    if (row?.found === true) await manager.query(HOLD_LINE);
    return row?.found === true;
  }

  /** The same, when the clock has something to do with anybody in the line. */
  async holdLineIfDue(manager: EntityManager): Promise<void> {
    const [row] = await manager.query<{ found: boolean }[]>(IS_LINE_DUE);
    if (row?.found === true) await manager.query(HOLD_LINE);
  }

  /** Locks the next in line for a kind of need that one of the services could take in; nobody waits for a lock. */
  async lockLine(
    manager: EntityManager,
    kind: NeedKind,
    freed: readonly FreedService[],
    { after, limit }: { readonly after: LinePosition; readonly limit: number },
  ): Promise<LinePage> {
    const rows = await manager.query<(ReferralRow & { turn: string })[]>(LOCK_LINE, [
      kind,
      limit,
      after.turn,
      after.id,
      freed.map(({ maxHousehold }) => maxHousehold),
      freed.map(({ ages }) => ages),
      freed.map(({ accessibility }) => accessibility),
    ]);
    const last = rows.at(-1);
    return {
      referrals: rows.map((row) => toReferral(row)),
      end: last === undefined ? after : { turn: last.turn, id: last.id },
    };
  }

  /** Locks some of those that the clock has something to do with; replicas take different ones. */
  lockDue(manager: EntityManager, limit: number): Promise<readonly Referral[]> {
    return this.read(manager, LOCK_DUE, [limit]);
  }

  /** Those that wait for a person. */
  needingAttention(manager: EntityManager, limit: number): Promise<readonly Referral[]> {
    return this.read(manager, NEEDING_ATTENTION, [limit]);
  }

  /** Inserts new referrals; answers with the ids of those whose id and code were free. */
  async insert(manager: EntityManager, referrals: readonly Referral[]): Promise<ReadonlySet<string>> {
    if (referrals.length === 0) return new Set();
    const rows = referrals.map((referral) => [
      ...changeOf(referral, this.limits),
      ...requestOf(referral),
      ...originOf(referral),
    ]);
    const inserted = await manager.query<{ id: string }[]>(INSERT, textColumns(rows));
    return new Set(inserted.map(({ id }) => id));
  }

  async known(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await manager.query<{ id: string }[]>(KNOWN, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Writes what has changed of locked referrals. */
  async update(manager: EntityManager, referrals: readonly Referral[]): Promise<void> {
    if (referrals.length === 0) return;
    await manager.query(UPDATE, textColumns(referrals.map((referral) => changeOf(referral, this.limits))));
  }

  /** Writes what locked referrals ask for since their intake was corrected. */
  async replaceRequests(manager: EntityManager, referrals: readonly Referral[]): Promise<void> {
    if (referrals.length === 0) return;
    const rows = referrals.map((referral) => [referral.id, ...requestOf(referral)]);
    await manager.query(REPLACE_REQUEST, textColumns(rows));
  }

  async forget(manager: EntityManager, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await manager.query(FORGET, [ids]);
  }

  private async read(
    manager: EntityManager,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<readonly Referral[]> {
    const rows = await manager.query<ReferralRow[]>(sql, [...parameters]);
    return rows.map((row) => toReferral(row));
  }
}
