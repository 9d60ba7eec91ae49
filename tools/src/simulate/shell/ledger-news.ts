import type { LedgerEffect, LedgerRow } from '@havre/capacity/domain';
import { availableOf, isHoldEffect } from '@havre/capacity/domain';
import { slotKey, type ReferralInput, type Slot } from '@havre/referral/domain';

/** What the ledger of places says of one hold. */
export interface HoldOutcome {
  readonly holdId: string;
  readonly input: Extract<ReferralInput, { readonly at: number }>;
}

/** What the ledger tells after one command: first its answers, then how the counts are now. */
export interface LedgerNews {
  readonly serviceId: string;
  readonly outcomes: readonly HoldOutcome[];
  readonly slots: readonly Slot[];
}

/** What an effect on a hold means to the referral that asked for it. */
export function outcomeOf(effect: LedgerEffect, now: number): HoldOutcome | undefined {
  if (effect.kind === 'answered-again') return repeatedOf(effect.answer, now);
  if (!isHoldEffect(effect)) return undefined;
  switch (effect.kind) {
    case 'hold-placed': {
      const { holdId, offerExpiresAt } = effect.hold;
      return { holdId, input: { on: 'hold-placed', at: now, expiresAt: offerExpiresAt } };
    }
    case 'hold-refused':
      return { holdId: effect.holdId, input: { on: 'hold-refused', at: now, reason: effect.reason } };
    case 'hold-confirmed':
      return { holdId: effect.holdId, input: { on: 'hold-confirmed', at: now, expiresAt: effect.expiresAt } };
    case 'hold-occupied':
      return { holdId: effect.holdId, input: { on: 'hold-occupied', at: now } };
    case 'hold-released':
      return { holdId: effect.holdId, input: { on: 'hold-released', at: now } };
    case 'hold-expired':
      return { holdId: effect.holdId, input: { on: 'hold-expired', at: now, phase: effect.phase } };
  }
}

type Repeated = Extract<LedgerEffect, { readonly kind: 'answered-again' }>['answer'];

function repeatedOf(answer: Repeated, now: number): HoldOutcome {
  const { holdId } = answer;
  switch (answer.kind) {
    case 'hold-placed':
      return { holdId, input: { on: 'hold-placed', at: now, expiresAt: answer.expiresAt } };
    case 'hold-refused':
      return { holdId, input: { on: 'hold-refused', at: now, reason: answer.reason } };
    case 'hold-occupied':
      return { holdId, input: { on: 'hold-occupied', at: now } };
    case 'hold-over':
    case 'hold-released':
      return { holdId, input: { on: 'hold-released', at: now } };
  }
}

/** The counts of a row as the directory of the referrals knows them; null before the first report. */
export function slotOf(serviceId: string, row: LedgerRow, now: number): Slot | null {
  if (row.reportedAt === null) return null;
  const { unit, total, freshness, reportedAt } = row;
  return {
    key: slotKey(serviceId, unit),
    ...unit,
    total,
    available: row.isOver ? 0 : availableOf(row),
    freshness,
    reportedAt,
    updatedAt: now,
  };
}

const SHOWN = [
  'total',
  'occupied',
  'held',
  'funded',
  'outOfService',
  'surge',
  'drift',
  'reportedAt',
  'freshness',
  'isOver',
] as const;

/** True when the two rows look different from outside. */
export function looksDifferent(before: LedgerRow | undefined, after: LedgerRow): boolean {
  return before === undefined || SHOWN.some((name) => before[name] !== after[name]);
}
