import type { CapacityState, NeedKind } from '@havre/events';

/** One kind of place of one service, with what the directory says of the service. */
export interface ServiceCapacity {
  readonly serviceId: string;
  readonly provider: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly kind: NeedKind;
  readonly area: string;
  readonly isConfidential: boolean;
  readonly state: CapacityState;
}

/** What everybody may know of a place. */
export interface PublicCapacity {
  readonly serviceId: string;
  readonly provider: string;
  readonly name: { readonly fr: string; readonly en: string };
  readonly kind: NeedKind;
  readonly area: string;
  readonly unitType: CapacityState['unitType'];
  readonly sleeps?: number;
  readonly date?: string;
  /** Local time at which an appointment starts, `HH:MM`. */
  readonly time?: string;
  readonly available: number;
  readonly freshness: CapacityState['freshness'];
  readonly reportedAt: string;
}

/** What a provider knows of its own places. */
export interface OwnCapacity extends PublicCapacity {
  /** What the programme is funded for; null when that was not reported. */
  readonly funded: number | null;
  /** Places in service. */
  readonly total: number;
  readonly occupied: number;
  readonly held: number;
  readonly outOfService: number;
  /** Surge places open, in the total already. */
  readonly surge: number;
  /** Places promised above those in service: nobody is evicted. */
  readonly deficit: number;
  /** Occupied places of the last count less those that the ledger had counted at its time. */
  readonly drift: number;
}

/** The places of the confidential services of an area together; `null`: fewer than five, not said how many. */
export interface AreaTotal {
  readonly kind: NeedKind;
  readonly area: string;
  readonly unitType: CapacityState['unitType'];
  readonly available: number | null;
}

/** What a caller is shown. */
export interface CapacityPage {
  readonly items: readonly (PublicCapacity | OwnCapacity)[];
  readonly confidentialAreas: readonly AreaTotal[];
}

/** Who asks: which sources the caller speaks for, and whether it may refer people. */
export interface CapacityReader {
  readonly sources: readonly string[];
  readonly mayRefer: boolean;
}

/** Smaller numbers are not told: they could point at one house. */
const SMALL_CELL = 5;

function publicPart(place: ServiceCapacity): PublicCapacity {
  const { serviceId, provider, name, kind, area, state } = place;
  const { unitType, sleeps, date, time, available, freshness, reportedAt } = state;
  return {
    serviceId,
    provider,
    name,
    kind,
    area,
    unitType,
    ...(sleeps === undefined ? {} : { sleeps }),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    available,
    freshness,
    reportedAt,
  };
}

function ownPart(place: ServiceCapacity): OwnCapacity {
  const {
    funded = null,
    total,
    occupied,
    held,
    outOfService = 0,
    surge = 0,
    deficit = 0,
    drift = 0,
  } = place.state;
  return { ...publicPart(place), funded, total, occupied, held, outOfService, surge, deficit, drift };
}

/** Expired counts are left out: nobody vouches for them, and their house cannot be told apart. */
function areaTotals(places: readonly ServiceCapacity[]): AreaTotal[] {
  const counted = places.filter(({ state }) => state.freshness !== 'expired');
  const groups = Map.groupBy(counted, ({ kind, area, state }) => `${kind} ${area} ${state.unitType}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const available = group.reduce((sum, { state }) => sum + state.available, 0);
    const { kind, area, state } = first;
    return [{ kind, area, unitType: state.unitType, available: available < SMALL_CELL ? null : available }];
  });
}

/**
 * What a caller may see of the city's places: everything of its own services; of others only what is free, how old the
 * number is and when it was given; of confidential services of others only what their area has together, and only when
 * the caller may refer people to them.
 */
export function showCapacity(places: readonly ServiceCapacity[], reader: CapacityReader): CapacityPage {
  const isOwn = ({ provider }: ServiceCapacity): boolean => reader.sources.includes(provider);
  const visible = places.filter((place) => isOwn(place) || !place.isConfidential);
  const hidden = places.filter((place) => !isOwn(place) && place.isConfidential);
  return {
    items: visible.map((place) => (isOwn(place) ? ownPart(place) : publicPart(place))),
    confidentialAreas: reader.mayRefer ? areaTotals(hidden) : [],
  };
}
