import type { EventData } from '@havre/events';
import { type Sector, type Shelter, listedName } from './shelter.js';

type Listing = EventData<'havre.service.listed.v1'>;

const ADULTS = ['adult', 'senior'] as const;
/** The city publishes no limit to the size of a family: the largest household that an intake can carry. */
const LARGEST_HOUSEHOLD = 20;

const ACCEPTS: Readonly<Record<Sector, Listing['accepts']>> = {
  'Single Men': { ageGroups: [...ADULTS], genders: ['man'], families: false, maxHousehold: 1 },
  'Single Women': { ageGroups: [...ADULTS], genders: ['woman'], families: false, maxHousehold: 1 },
  'Mixed Adult': { ageGroups: [...ADULTS], families: false, maxHousehold: 1 },
  Youth: { ageGroups: ['youth'], families: false, maxHousehold: 1 },
  Family: {
    ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
    families: true,
    maxHousehold: LARGEST_HOUSEHOLD,
  },
};

/** `source` under which the events of a shelter are published. */
export function providerSource(shelter: Shelter): string {
  return `/providers/${shelter.id}`;
}

/** The directory entry that a row of `shelters.csv` becomes; what the city does not publish is left out, not guessed. */
export function toListing(shelter: Shelter): Listing {
  const name = listedName(shelter.name);
  return {
    name: { fr: name, en: name },
    kind: 'shelter',
    area: shelter.area,
    location: { latitude: shelter.latitude, longitude: shelter.longitude },
    languages: ['en'],
    accepts: ACCEPTS[shelter.sector],
    unitTypes: ['bed'],
    acceptance: 'manual',
    confidential: shelter.confidential,
  };
}
