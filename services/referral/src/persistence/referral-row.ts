import { dueOf, isInLine } from '../domain/decide.js';
import type { Limits } from '../domain/limits.js';
import { profileOf } from '../domain/profile.js';
import { hasEnded, type Referral, type ReferralState } from '../domain/referral.js';
import type { Request } from '../domain/request.js';
import { turnOf } from '../domain/waitlist.js';
import type { ReferralProgress } from './referral.entity.js';

/** The columns that every reading of a referral needs. */
export const REFERRAL_COLUMNS = 'id, intake_id, publisher, state, code, request, progress';

/** A referral as PostgreSQL gives it. */
export interface ReferralRow {
  readonly id: string;
  readonly intake_id: string;
  readonly publisher: string;
  readonly state: ReferralState;
  readonly code: string;
  readonly request: Request;
  readonly progress: ReferralProgress;
}

/** What changes when a referral does. */
export interface ReferralChange {
  readonly id: string;
  readonly state: ReferralState;
  readonly hold_id: string | null;
  readonly service_id: string | null;
  readonly turn_at: string | null;
  readonly due_at: string | null;
  readonly progress: ReferralProgress;
  /** Present when the intake was corrected. */
  readonly request?: Request;
  readonly party_size?: number;
  readonly ages?: number;
  readonly accessibility?: number;
}

/** Reads a referral. */
export function toReferral(row: ReferralRow): Referral {
  const { id, intake_id: intakeId, publisher, state, code, request, progress } = row;
  return { ...progress, id, intakeId, publisher, state, code, request };
}

/** The columns of a referral that its life changes. */
export function changeOf(referral: Referral, limits: Limits): ReferralChange {
  const { id, state, hold } = referral;
  return {
    id,
    state,
    hold_id: hold?.id ?? null,
    service_id: hasEnded(referral) ? null : (hold?.serviceId ?? null),
    turn_at: isInLine(referral) ? toText(turnAt(referral, limits)) : null,
    due_at: dueText(referral, limits),
    progress: progressOf(referral),
  };
}

/** The columns that follow from what is asked for. */
export function requestColumns(
  referral: Referral,
): Required<Pick<ReferralChange, 'request' | 'party_size' | 'ages' | 'accessibility'>> {
  const { size, ages, accessibility } = profileOf(referral.request, referral.id);
  return { request: referral.request, party_size: size, ages, accessibility };
}

/** A new referral, whole. */
export function newRow(referral: Referral, limits: Limits): Readonly<Record<string, unknown>> {
  const { intakeId, publisher, code, request } = referral;
  return {
    ...changeOf(referral, limits),
    ...requestColumns(referral),
    intake_id: intakeId,
    publisher,
    kind: request.need.kind,
    code,
  };
}

/** The turn of a referral in the line, in epoch milliseconds. */
export function turnAt(referral: Referral, limits: Limits): number {
  const { openedAt, isUrgent: urgent, fits, request } = referral;
  return turnOf({ priority: request.need.priority, openedAt, urgent, fits }, limits);
}

function dueText(referral: Referral, limits: Limits): string | null {
  const due = dueOf(referral, limits);
  return due === null ? null : toText(due.at);
}

function toText(instant: number): string {
  return new Date(instant).toISOString();
}

function progressOf(referral: Referral): ReferralProgress {
  const { needIndex, reason, isUrgent, attempts, offers, hold, inside, passed, asked, fits } = referral;
  const { openedAt, waitsSince, since, looks, lookAt } = referral;
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
  };
}
