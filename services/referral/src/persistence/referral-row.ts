import { dueOf, isInLine } from '../domain/decide.js';
import type { Limits } from '../domain/limits.js';
import { profileOf } from '../domain/profile.js';
import { hasEnded, type Referral, type ReferralState } from '../domain/referral.js';
import type { Request } from '../domain/request.js';
import { turnOf } from '../domain/waitlist.js';
import type { ReferralProgress } from './referral.entity.js';
import type { ColumnValue } from './text-columns.js';

/** The columns that every reading of a referral needs. */
export const REFERRAL_COLUMNS = 'id, intake_id, publisher, state, code, request, progress';

/** A referral as PostgreSQL gives it. */
export interface ReferralRow {
  readonly id: string;
  readonly intake_id: string;
  readonly publisher: string;
  readonly state: ReferralState;
  readonly code: string;
  /** JSON of a `Request`. */
  readonly request: string;
  /** JSON of a `ReferralProgress`. */
  readonly progress: string;
}

type Columns = readonly (readonly [name: string, type: string])[];

/** What the life of a referral changes, in the order of `changeOf`. */
export const CHANGE_COLUMNS: Columns = [
  ['id', 'uuid'],
  ['state', 'text'],
  ['hold_id', 'uuid'],
  ['service_id', 'text'],
  ['turn_at', 'timestamptz'],
  ['due_at', 'timestamptz'],
  ['progress', 'text'],
];

/** What follows from what is asked for, in the order of `requestOf`. */
export const REQUEST_COLUMNS: Columns = [
  ['kind', 'text'],
  ['party_size', 'smallint'],
  ['ages', 'smallint'],
  ['accessibility', 'smallint'],
  ['request', 'text'],
];

/** What never changes, in the order of `originOf`. */
export const ORIGIN_COLUMNS: Columns = [
  ['intake_id', 'uuid'],
  ['publisher', 'text'],
  ['code', 'text'],
];

/** Reads a referral. */
export function toReferral(row: ReferralRow): Referral {
  const { id, intake_id: intakeId, publisher, state, code } = row;
  const request = JSON.parse(row.request) as Request;
  const progress = JSON.parse(row.progress) as ReferralProgress;
  return { ...progress, id, intakeId, publisher, state, code, request };
}

export function changeOf(referral: Referral, limits: Limits): readonly ColumnValue[] {
  const { id, state, hold } = referral;
  return [
    id,
    state,
    hold?.id ?? null,
    hasEnded(referral) ? null : (hold?.serviceId ?? null),
    isInLine(referral) ? toText(turnAt(referral, limits)) : null,
    toText(dueOf(referral, limits).at),
    JSON.stringify(progressOf(referral)),
  ];
}

export function requestOf({ id, request }: Referral): readonly ColumnValue[] {
  const { size, ages, accessibility } = profileOf(request, id);
  return [request.need.kind, size, ages, accessibility, JSON.stringify(request)];
}

export function originOf({ intakeId, publisher, code }: Referral): readonly ColumnValue[] {
  return [intakeId, publisher, code];
}

/** The turn of a referral in the line, in epoch milliseconds. */
export function turnAt(referral: Referral, limits: Limits): number {
  const { openedAt, waitsSince, inside, isUrgent: urgent, fits, request } = referral;
  // Who has a place already waits for another since it was asked for.
  const since = inside === null ? openedAt : waitsSince;
  return turnOf({ priority: request.need.priority, openedAt: since, urgent, fits }, limits);
}

function toText(instant: number): string {
  return new Date(instant).toISOString();
}

function progressOf(referral: Referral): ReferralProgress {
  const { needIndex, reason, isUrgent, attempts, offers, hold, inside, passed, asked, fits } = referral;
  const { openedAt, waitsSince, since, looks, lookAt, decisions, missed } = referral;
  return {
    needIndex,
    reason,
    isUrgent,
    attempts,
    offers,
    hold,
    inside,
    passed,
    asked,
    fits,
    openedAt,
    waitsSince,
    since,
    looks,
    lookAt,
    ...(decisions === undefined ? {} : { decisions }),
    ...(missed == null ? {} : { missed }),
  };
}
