import type { Household, NeedKind, ServiceListing } from '@havre/events';
import type { Shares } from '../draw.js';

/** Whom a house is for. Shelters come in five sectors, as Toronto counts them; the other kinds take everybody. */
export type Sector = 'men' | 'women' | 'mixed' | 'youth' | 'family' | 'everybody';

type Accepts = ServiceListing['accepts'];

/** Whom each sector takes in. */
export const ACCEPTS: Readonly<Record<Sector, Accepts>> = {
  men: { ageGroups: ['adult', 'senior'], genders: ['man'], families: false, maxHousehold: 1 },
  women: { ageGroups: ['adult', 'senior'], genders: ['woman', 'another'], families: false, maxHousehold: 1 },
  mixed: { ageGroups: ['adult', 'senior'], families: false, maxHousehold: 2 },
  youth: { ageGroups: ['youth'], families: false, maxHousehold: 2 },
  family: { ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'], families: true, maxHousehold: 8 },
  everybody: { ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'], families: true, maxHousehold: 12 },
};

/**
 * Places of a shelter by sector: every size that Toronto publishes for it, but the largest of the men's (City of
 * Toronto, Open Government Licence – Toronto). A family shelter's are couchettes: four of them make a room here.
 */
export const SHELTER_SIZES: Readonly<Record<Exclude<Sector, 'everybody'>, readonly [number, ...number[]]>> = {
  men: [5, 22, 28, 45, 45, 50, 55, 57, 60, 63, 74, 91, 108, 110, 260],
  women: [10, 20, 28, 30, 30, 33, 38, 40, 40, 60, 90, 100],
  mixed: [16, 60, 60, 65, 70, 76],
  youth: [12, 28, 32, 32, 32, 35, 35, 45, 50, 50, 56, 94],
  family: [6, 20, 20, 22, 30, 31, 37, 40],
};

/** How many people a room of a family shelter sleeps. */
export const ROOM_SLEEPS: Shares<number> = [
  [2, 22],
  [3, 23],
  [4, 30],
  [6, 25],
];

/** The most that any room sleeps. */
export const LARGEST_ROOM = 6;

/** Places that a service of the other kinds gives out in a day. */
export const DAILY_SIZES: Readonly<
  Record<Exclude<NeedKind, 'shelter' | 'housing'>, readonly [number, ...number[]]>
> = {
  food: [20, 30, 40, 60, 80, 120],
  health: [4, 6, 8, 12, 16, 24],
  integration: [4, 6, 8, 10, 15],
  recreation: [6, 8, 12, 20, 25],
};

/** The sector that a household would first be sent to. */
export function sectorOf({ members }: Household): Exclude<Sector, 'everybody'> {
  const [first] = members;
  const hasMinor = members.some(({ ageGroup }) => ageGroup !== 'adult' && ageGroup !== 'senior');
  if (members.length > 1) return hasMinor ? 'family' : 'mixed';
  if (first?.ageGroup === 'youth') return 'youth';
  if (first?.gender === 'man') return 'men';
  return first?.gender === undefined ? 'mixed' : 'women';
}
