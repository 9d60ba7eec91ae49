import { readCsv } from './read-csv.js';
import { toSlug } from './slug.js';

const COLUMNS = [
  'name',
  'neighbourhood',
  'latitude',
  'longitude',
  'confidential',
  'capacity',
  'sector_detail',
] as const;

/** Whom a shelter of Toronto takes in, in the city's own words. */
export type Sector = 'Single Men' | 'Single Women' | 'Mixed Adult' | 'Youth' | 'Family';

export const SECTORS: readonly Sector[] = ['Single Men', 'Single Women', 'Mixed Adult', 'Youth', 'Family'];

/** One row of `shelters.csv` that can be used. */
export interface Shelter {
  readonly id: string;
  /** The name as the city publishes it. */
  readonly name: string;
  readonly area: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly confidential: boolean;
  readonly sector: Sector;
  /** Places; absent where the city publishes no number. */
  readonly capacity?: number;
}

/**
 * What Havre calls a shelter whose own name states a status: the gate lets nobody's status through, and a place that
 * is named after one would tell it of everybody who is sent there.
 */
const NAMES_THAT_STATE_A_STATUS: Readonly<Record<string, string>> = {
  'Christie Refugee Welcome Centre': 'Christie Welcome Centre',
};

/** The name under which a shelter is listed: its own, unless that states a status. */
export function listedName(name: string): string {
  return NAMES_THAT_STATE_A_STATUS[name] ?? name;
}

/** Shelters of `shelters.csv`, in its order; throws when a row is none (an unknown sector, a position off the map). */
export function parseShelters(csv: string): readonly Shelter[] {
  return readCsv(csv, COLUMNS).map((row) => ({
    id: toSlug(listedName(row.name)),
    name: row.name,
    area: toSlug(row.neighbourhood),
    latitude: toDegrees(row.latitude),
    longitude: toDegrees(row.longitude),
    confidential: row.confidential !== 'N',
    sector: toSector(row.sector_detail),
    ...toCapacity(row.capacity),
  }));
}

/** Shelters whose published capacity is not a number, such as `VARIES`: listed, but without a place that could be offered. */
export function withoutCapacity(shelters: readonly Shelter[]): readonly Shelter[] {
  return shelters.filter((shelter) => shelter.capacity === undefined);
}

function toCapacity(text: string): { capacity?: number } {
  return /^\d{1,5}$/.test(text) ? { capacity: Number(text) } : {};
}

function toDegrees(text: string): number {
  const degrees = Number(text);
  if (text === '' || !(Math.abs(degrees) <= 180)) throw new Error('a shelter has no position');
  return Math.round(degrees * 1e6) / 1e6;
}

function toSector(text: string): Sector {
  const sector = SECTORS.find((known) => known === text);
  if (sector === undefined) throw new Error('a shelter has an unknown sector');
  return sector;
}
