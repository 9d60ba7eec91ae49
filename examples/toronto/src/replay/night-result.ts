import type { HouseholdRecord } from './night-journal.js';
import type { CountedPlaces } from './night-plan.js';

/** What one night, or several, came to. Counts are of needs, one for each household. */
export interface NightResult {
  readonly asked: number;
  readonly offered: number;
  readonly accepted: number;
  /** Had to wait, whether a place freed up later or not. */
  readonly waitlisted: number;
  /** Without a place at dawn. */
  readonly unplaced: number;
  /** From intake to offer, in milliseconds, of those who did not have to wait. */
  readonly offerMs: readonly number[];
  /** Places promised above what a shelter said that it has: must be 0. */
  readonly overbooked: number;
  /** Events that the gate dropped. */
  readonly gateDrops: number;
}

export const NOTHING: NightResult = {
  asked: 0,
  offered: 0,
  accepted: 0,
  waitlisted: 0,
  unplaced: 0,
  offerMs: [],
  overbooked: 0,
  gateDrops: 0,
};

/** Counts a night from its households, taken before the shelters' doors open. */
export function countNight(options: {
  readonly households: readonly HouseholdRecord[];
  /** The last count of each shelter that was reported. */
  readonly reported: readonly CountedPlaces[];
  readonly gateDrops: number;
}): NightResult {
  const { households } = options;
  const count = (matches: (household: HouseholdRecord) => boolean) => households.filter(matches).length;
  return {
    asked: households.length,
    offered: count(({ firstOfferAt }) => firstOfferAt !== undefined),
    accepted: count(({ wasPlaced }) => wasPlaced),
    waitlisted: count(({ hasWaited }) => hasWaited),
    unplaced: count(({ state }) => state !== 'placed'),
    offerMs: households.flatMap(timeToOffer),
    overbooked: countOverbooked(households, options.reported),
    gateDrops: options.gateDrops,
  };
}

/** Several nights as one. */
export function addNights(nights: readonly NightResult[]): NightResult {
  const sum = (key: Exclude<keyof NightResult, 'offerMs'>) =>
    nights.reduce((total, night) => total + night[key], 0);
  return {
    asked: sum('asked'),
    offered: sum('offered'),
    accepted: sum('accepted'),
    waitlisted: sum('waitlisted'),
    unplaced: sum('unplaced'),
    offerMs: nights.flatMap(({ offerMs }) => offerMs),
    overbooked: sum('overbooked'),
    gateDrops: sum('gateDrops'),
  };
}

/** The value below which the share `rank` (0 to 1) of the numbers lies (nearest rank); nothing of no numbers. */
export function percentile(numbers: readonly number[], rank: number): number | undefined {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(rank * sorted.length) - 1)];
}

/** Places that are kept at each shelter. */
export function placesKept(households: readonly HouseholdRecord[]): ReadonlyMap<string, number> {
  const kept = new Map<string, number>();
  for (const { state, serviceId, places } of households) {
    if (state === 'placed' && serviceId !== undefined)
      kept.set(serviceId, (kept.get(serviceId) ?? 0) + places);
  }
  return kept;
}

function timeToOffer({ firstOfferAt, publishedAt, hasWaited }: HouseholdRecord): number[] {
  return firstOfferAt === undefined || hasWaited ? [] : [firstOfferAt - publishedAt];
}

/** Counted from what the shelters reported and what the departments were told, not from what Havre says of itself. */
function countOverbooked(households: readonly HouseholdRecord[], reported: readonly CountedPlaces[]): number {
  const kept = placesKept(households);
  const known = new Map(reported.map((count) => [count.shelterId, count.total - count.occupied]));
  return [...kept].reduce(
    (sum, [shelterId, places]) => sum + Math.max(0, places - (known.get(shelterId) ?? 0)),
    0,
  );
}
