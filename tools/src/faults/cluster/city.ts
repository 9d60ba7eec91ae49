import type { EventData } from '@havre/events';

type Listing = EventData<'havre.service.listed.v1'>;

/** One service of the small city that the faults are played in, with one kind of place. */
export interface Place {
  readonly serviceId: string;
  readonly provider: string;
  readonly kind: Listing['kind'];
  readonly unitType: Listing['unitTypes'][number];
  readonly total: number;
  readonly occupied: number;
}

/** Departments that publish over HTTP. */
export const DEPARTMENTS = ['accueil', 'sante', 'habitation'] as const;
/** One that has a broker at hand, and seals what it produces to it. */
export const SEALING_DEPARTMENT = 'urgence-sociale';

/** Where referrals go: room enough, but for the clinic, which makes a line. */
export const HOUSES: readonly Place[] = [
  place('abri-du-port', 'port', 'shelter', 'bed', 4_000),
  place('abri-du-pont', 'pont', 'shelter', 'bed', 4_000),
  place('panier-du-port', 'port', 'food', 'parcel', 8_000),
  place('panier-du-pont', 'pont', 'food', 'parcel', 8_000),
  place('clinique-du-parc', 'parc', 'health', 'appointment', 40),
];

/** Where people come and go without a referral. No intake asks for this kind: their sums are the statements' alone. */
export const HALLS: readonly Place[] = Array.from({ length: 6 }, (_, index) =>
  place(`halte-${String(index + 1)}`, 'parc', 'recreation', 'seat', 5_000, 100),
);

/** Services whose places are only counted, one count after the other. */
export const COUNTERS: readonly Place[] = Array.from({ length: 2 }, (_, index) =>
  place(`compteur-${String(index + 1)}`, 'pont', 'integration', 'seat', 1_000, 7),
);

export const PLACES: readonly Place[] = [...HOUSES, ...HALLS, ...COUNTERS];

export const PROVIDERS: readonly string[] = [...new Set(PLACES.map(({ provider }) => provider))];

function place(
  serviceId: string,
  provider: string,
  kind: Place['kind'],
  unitType: Place['unitType'],
  total: number,
  occupied = 0,
): Place {
  return { serviceId, provider, kind, unitType, total, occupied };
}

/** What the directory says of a place. */
export function listingOf({ serviceId, kind, unitType }: Place): Listing {
  return {
    name: { fr: serviceId, en: serviceId },
    kind,
    area: 'vieux-port',
    languages: ['fr'],
    accepts: { ageGroups: ['adult'], families: false, maxHousehold: 2 },
    unitTypes: [unitType],
  };
}
