import type { Priority } from '@havre/events';
import type { Limits } from './limits.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What decides a place in the line. */
export interface Waiting {
  readonly priority: Priority;
  /** When the referral was opened, in epoch milliseconds: a correction keeps it. */
  readonly openedAt: number;
  /** True of those whom a provider sent on after promising a place. */
  readonly urgent: boolean;
  /** How many services take in this household at all. */
  readonly fits: number;
}

/**
 * The turn in the line, in epoch milliseconds: the smaller is served first.
 *
 * Each priority starts with a number of hours already waited. So an emergency passes a routine need, unless the routine
 * need has waited longer than that: age raises priority, and nobody starves. As the turn is a constant, the line needs
 * no recomputing as time goes by and an index can hold it. Somebody who fits one service only stands a bounded time
 * further ahead; whoever was promised a place and sent on stands ahead of the whole line.
 */
export function turnOf(waiting: Waiting, limits: Limits): number {
  const keptFor = waiting.fits === 1 ? limits.keepForOnlyFitMinutes * MINUTE_MS : 0;
  const sentOn = waiting.urgent ? SENT_ON_HEAD_START_MS : 0;
  return waiting.openedAt - headStartMs(waiting.priority, limits) - keptFor - sentOn;
}

/**
 * How long to leave somebody in the line before looking again, in milliseconds: doubling from 2 s to 15 min, then a quarter of an
 * hour more each time, up to 6 h. What frees up is offered to the line at once; the look is for what nobody told.
 */
export function lookAgainInMs(looks: number): number {
  const soon = FIRST_LOOK_MS * 2 ** Math.min(looks, 20);
  return soon <= QUARTER_MS ? soon : Math.min((looks - LOOKS_WITHIN_QUARTER) * QUARTER_MS, LAST_LOOK_MS);
}

function headStartMs(priority: Priority, limits: Limits): number {
  switch (priority) {
    case 'emergency':
      return limits.emergencyHeadStartHours * HOUR_MS;
    case 'urgent':
      return limits.urgentHeadStartHours * HOUR_MS;
    case 'routine':
      return 0;
  }
}

/** Ten years: further ahead than anybody can wait. */
const SENT_ON_HEAD_START_MS = 3650 * 24 * HOUR_MS;
const FIRST_LOOK_MS = 2_000;
const QUARTER_MS = 900_000;
/** Looks that come a quarter of an hour apart or less: 2 s × 2⁸ is under, × 2⁹ is over. */
const LOOKS_WITHIN_QUARTER = 8;
const LAST_LOOK_MS = 21_600_000;
