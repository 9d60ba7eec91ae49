import { isForTonight, isSleptInTogether } from './demand.js';
import type { Candidate } from './candidate.js';
import { sleepsIn, type Slot } from './directory.js';
import type { Profile } from './profile.js';
import { unusedFeatures } from './rules.js';

const LATER_MS = 3_600_000;
const QUARTER_DAY_MS = 21_600_000;

/**
 * The soft rules, the weightiest first, and how many values each may take. A candidate with the smaller value of the
 * first rule in which two differ comes first; the rank packs them into one number in that order.
 *
 * | Rule | 0 is best |
 * |---|---|
 * | contended | nobody else has just asked for the same place |
 * | opens | open now or within the hour; 1: later; a place of a day or an hour of its own: by quarters of a day, the earliest first |
 * | fit | nothing wasted: couchettes beyond the household, features that it does not need, a place for women that is not required |
 * | freshness | a fresh report; 1: a stale one |
 * | language | the household's language is spoken |
 * | distance | the same area; 1: under 2 km, 2: under 5 km, 3: under 10 km, 4: farther or unknown |
 * | load | tenths of the places that are taken: the emptier first |
 * | tie | even over services, and always the same for the same referral |
 */
export const SOFT_RULES = {
  contended: 2,
  opens: 64,
  fit: 32,
  freshness: 2,
  language: 2,
  distance: 8,
  load: 16,
  tie: 4_096,
} as const;

/** The name of a soft rule. */
export type SoftRule = keyof typeof SOFT_RULES;

const NAMES = Object.keys(SOFT_RULES) as readonly SoftRule[];

/** The rank of a candidate that passed every hard rule: the smaller is offered first. */
export function rankOf(profile: Profile, candidate: Candidate, now: number): number {
  const { service, slot, opensAt } = candidate;
  const values: Readonly<Record<SoftRule, number>> = {
    contended: candidate.isContended ? 1 : 0,
    opens: delayOf(slot, opensAt, now),
    fit: Math.min(wasteOf(profile, candidate), SOFT_RULES.fit - 1),
    freshness: slot?.freshness === 'fresh' ? 0 : 1,
    language: service.languages.has(profile.language) ? 0 : 1,
    distance: candidate.distance,
    load: loadOf(candidate),
    tie: Math.imul(profile.seed ^ service.seed, 0x9e3779b1) >>> 20,
  };
  return packRank(values);
}

/** One number that sorts like the values, in the order of `SOFT_RULES`. */
export function packRank(values: Readonly<Record<SoftRule, number>>): number {
  let rank = 0;
  for (const name of NAMES) rank = rank * SOFT_RULES[name] + values[name];
  return rank;
}

/** The value of each soft rule in a rank. */
export function unpackRank(rank: number): Readonly<Record<SoftRule, number>> {
  let rest = rank;
  const values = NAMES.toReversed().map((name): [SoftRule, number] => {
    const value = rest % SOFT_RULES[name];
    rest = (rest - value) / SOFT_RULES[name];
    return [name, value];
  });
  return Object.fromEntries(values.toReversed()) as Readonly<Record<SoftRule, number>>;
}

/** What somebody else could need more: spare couchettes, features, a place for women, a place that takes animals. */
function wasteOf(profile: Profile, { service, slot, quantity }: Candidate): number {
  const hasPets = (profile.request.pets?.length ?? 0) > 0;
  const women = profile.requires.has('gender-specific') ? 0 : service.scarce.women;
  return unusedFeatures(profile, service) + women + (hasPets ? 0 : service.scarce.pets) + spareSleeps();

  function spareSleeps(): number {
    if (slot === null || !isSleptInTogether(slot.unitType)) {
      return profile.isFamily && slot?.unitType === 'bed' ? DORMITORY_FOR_A_FAMILY : 0;
    }
    const sleeps = sleepsIn(service, slot);
    // A household apart in several rooms is the poorer fit, where one room would do.
    return (
      2 * Math.max(0, quantity * sleeps - profile.size) +
      SEVERAL_ROOMS * (quantity - (profile.request.need.quantity ?? 1))
    );
  }
}

const DORMITORY_FOR_A_FAMILY = 12;
const SEVERAL_ROOMS = 4;

function delayOf(slot: Slot | null, opensAt: number | null, now: number): number {
  if (opensAt !== null && opensAt <= now + LATER_MS) return 0;
  if (opensAt === null || slot === null || isForTonight(slot.unitType)) return 1;
  if (slot.date === undefined && slot.time === undefined) return 1;
  return Math.min(SOFT_RULES.opens - 1, 1 + Math.floor((opensAt - now) / QUARTER_DAY_MS));
}

function loadOf({ slot, available }: Candidate): number {
  if (slot === null || slot.total <= 0) return 10;
  return Math.min(10, Math.max(0, Math.floor((10 * (slot.total - available)) / slot.total)));
}
