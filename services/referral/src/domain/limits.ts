import type { NeedKind } from '@havre/events';

/** A number for every kind of need, with exceptions for some. */
export interface PerKind {
  readonly standard: number;
  readonly exceptions: Readonly<Partial<Record<NeedKind, number>>>;
}

/** Every limit that a city may set; `settings.ts` gives each its environment variable. */
export interface Limits {
  /** How long an offer waits for the provider's answer, in minutes. */
  readonly offerMinutes: PerKind;
  /** How long a place is kept for the journey when the provider does not say, in minutes. */
  readonly journeyMinutes: PerKind;
  /** How long before the end of the journey both sides are warned, in minutes. */
  readonly warnMinutes: PerKind;
  /** How many wrong codes may be said at one door for one referral before codes are refused there. */
  readonly codeAttempts: number;
  /** How long wrong codes count, and how long codes are then refused, in minutes. */
  readonly codeWindowMinutes: number;
  /** How long an answer of the ledger of places may be late before it is asked again, or counts as never coming, in minutes. */
  readonly silenceMinutes: number;
  /** How many offers one referral may go through before a person looks at it. */
  readonly loopCap: number;
  /** How long a referral may wait for a place before it ends without one, in hours. */
  readonly waitLimitHours: PerKind;
  /** How long after its end a referral is kept, in days. */
  readonly retentionDays: number;
  /** How long after the arrival a referral completes by itself, in hours. */
  readonly arrivedCompletesHours: PerKind;
  /** How far ahead a service that is closed now may open and still be offered, in minutes. */
  readonly opensWithinMinutes: PerKind;
  /** How much earlier the line serves somebody who fits nowhere else, in minutes. */
  readonly keepForOnlyFitMinutes: number;
  /** How many hours of waiting an urgent need is ahead of a routine one. */
  readonly urgentHeadStartHours: number;
  /** How many hours of waiting an emergency is ahead of a routine need. */
  readonly emergencyHeadStartHours: number;
}

/** The limits of a city that sets none. */
export const DEFAULT_LIMITS: Limits = {
  offerMinutes: { standard: 15, exceptions: {} },
  journeyMinutes: { standard: 90, exceptions: {} },
  warnMinutes: { standard: 15, exceptions: {} },
  codeAttempts: 5,
  codeWindowMinutes: 15,
  silenceMinutes: 5,
  loopCap: 8,
  waitLimitHours: {
    standard: 72,
    exceptions: { housing: 720, health: 336, integration: 336, recreation: 336 },
  },
  retentionDays: 7,
  arrivedCompletesHours: { standard: 24, exceptions: {} },
  opensWithinMinutes: { standard: 720, exceptions: {} },
  keepForOnlyFitMinutes: 30,
  urgentHeadStartHours: 24,
  emergencyHeadStartHours: 72,
};

/** The limit that holds for a kind of need. */
export function limitFor(limit: PerKind, kind: NeedKind): number {
  return limit.exceptions[kind] ?? limit.standard;
}
