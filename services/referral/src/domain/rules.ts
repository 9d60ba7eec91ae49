import type { Pet, ServiceListing } from '@havre/events';
import { ACCESSIBILITY_BITS, type Service } from './directory.js';
import type { Profile } from './profile.js';

/**
 * The hard rules, in the order in which an explanation names them; the position is the bit in a candidate's `failed`.
 * A lasting rule speaks of who the household is and what the service is; the others may pass an hour later.
 */
export const HARD_RULES = [
  'kind',
  'taxonomy',
  'unit-type',
  'household-size',
  'age-groups',
  'families',
  'gender',
  'sleeps',
  'accessibility',
  'pets',
  'exclusions',
  'never-again',
  'already-inside',
  'language-required',
  'area-required',
  'gender-specific-required',
  'offered-before',
  'date',
  'time',
  'opening',
  'freshness',
  'capacity',
] as const;

/** The name of a hard rule. */
export type HardRule = (typeof HARD_RULES)[number];

/** The bit of each rule in `failed`. */
export const RULE_BITS: Readonly<Record<HardRule, number>> = Object.fromEntries(
  HARD_RULES.map((rule, index) => [rule, 2 ** index]),
) as Readonly<Record<HardRule, number>>;

/** The rules that another hour or another night cannot change. */
export const LASTING_RULES: number = HARD_RULES.slice(0, HARD_RULES.indexOf('offered-before')).reduce(
  (mask, rule) => mask | RULE_BITS[rule],
  0,
);

/** The names of the rules in a mask. */
export function rulesIn(mask: number): readonly HardRule[] {
  return HARD_RULES.filter((rule) => (mask & RULE_BITS[rule]) !== 0);
}

type Passes = (profile: Profile, service: Service) => boolean;

/** The lasting rules that compare a household with a service; those on places are judged with the places. */
const HOUSEHOLD_RULES: readonly (readonly [bit: number, passes: Passes])[] = [
  [RULE_BITS.kind, (profile, { kind }) => kind === profile.request.need.kind],
  [RULE_BITS.taxonomy, (profile, { entry }) => hasTaxonomy(profile, entry.listing)],
  [RULE_BITS['household-size'], ({ size }, { entry }) => size <= entry.listing.accepts.maxHousehold],
  [RULE_BITS['age-groups'], (profile, service) => (profile.ages & ~service.ages) === 0],
  [RULE_BITS.families, ({ isFamily }, { entry }) => !isFamily || entry.listing.accepts.families],
  [RULE_BITS.gender, takesGenders],
  [RULE_BITS.accessibility, (profile, service) => (profile.accessibility & ~service.accessibility) === 0],
  [RULE_BITS.pets, (profile, { entry }) => takesPets(profile.request.pets, entry.listing)],
  [RULE_BITS.exclusions, ({ exclusions }, { entry }) => !exclusions.has(entry.serviceId)],
  [
    RULE_BITS['language-required'],
    ({ requires, language }, { languages }) => !requires.has('language') || languages.has(language),
  ],
  [
    RULE_BITS['area-required'],
    ({ requires, request }, { entry }) => !requires.has('area') || entry.listing.area === request.area,
  ],
  [
    RULE_BITS['gender-specific-required'],
    ({ requires }, { genders }) => !requires.has('gender-specific') || genders !== 0,
  ],
];

/** The lasting rules that a service fails for a household, as a mask; places, line and clock aside. */
export function householdFailures(profile: Profile, service: Service): number {
  let failed = 0;
  for (const [bit, passes] of HOUSEHOLD_RULES) {
    if (!passes(profile, service)) failed |= bit;
  }
  return failed;
}

/** True of a service that cannot take the household; false says nothing. A few comparisons, for passing over thousands. */
export function isPlainlyUnfit(profile: Profile, service: Service): boolean {
  const { accepts } = service.entry.listing;
  return (
    profile.size > accepts.maxHousehold ||
    (profile.ages & ~service.ages) !== 0 ||
    (profile.accessibility & ~service.accessibility) !== 0 ||
    (profile.isFamily && !accepts.families) ||
    !takesGenders(profile, service) ||
    !takesPets(profile.request.pets, service.entry.listing)
  );
}

function hasTaxonomy(profile: Profile, listing: ServiceListing): boolean {
  const wanted = profile.request.need.taxonomy;
  if (wanted === undefined) return true;
  return (
    listing.taxonomy?.some(({ scheme, code }) => scheme === wanted.scheme && code === wanted.code) ?? false
  );
}

/** A restricted service takes those who are known to belong there: nobody is sent on a guess. */
function takesGenders(profile: Profile, service: Service): boolean {
  return service.genders === 0 || (!profile.hasUnstatedGender && (profile.genders & ~service.genders) === 0);
}

function takesPets(pets: readonly Pet[] | undefined, listing: ServiceListing): boolean {
  if (pets === undefined || pets.length === 0) return true;
  const allowed = listing.pets;
  if (allowed === undefined) return false;
  return pets.every(({ kind, weightKg = 0 }) => {
    if (kind === 'other') return false;
    const isAllowed = kind === 'dog' ? allowed.dogs : allowed.cats;
    return isAllowed && weightKg <= (allowed.maxWeightKg ?? Infinity);
  });
}

/** How many accessibility features a service has that this household does not need. */
export function unusedFeatures(profile: Profile, service: Service): number {
  let unused = service.accessibility & ~profile.accessibility & ALL_FEATURES;
  let count = 0;
  for (; unused !== 0; unused &= unused - 1) count++;
  return count;
}

const ALL_FEATURES = Object.values(ACCESSIBILITY_BITS).reduce((mask, bit) => mask | bit, 0);
