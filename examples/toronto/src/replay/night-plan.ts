import type { Night } from '../city/night.js';
import { SECTORS, type Sector, type Shelter } from '../city/shelter.js';
import { type Draw, roundBy } from './draw.js';
import { type PlannedIntake, planIntake } from './planned-intake.js';

/** An absolute count of the places of one shelter. */
export interface CountedPlaces {
  readonly shelterId: string;
  readonly total: number;
  readonly occupied: number;
}

/** One night to replay: a count that is hours old, the households that ask, and the count once those who leave have left. */
export interface NightPlan {
  readonly date: string;
  readonly evening: readonly CountedPlaces[];
  readonly intakes: readonly PlannedIntake[];
  readonly late: readonly CountedPlaces[];
}

export type CountedShelter = Shelter & { readonly capacity: number };

/**
 * Share of the occupied places that is left in one day, and asked for again by others. An assumption, about a month's
 * stay: the city publishes how many people are there, not how many come.
 */
export const DAILY_TURNOVER = 0.03;

/** Shelters that have a published number of places. */
export function counted(shelters: readonly Shelter[]): readonly CountedShelter[] {
  return shelters.filter((shelter): shelter is CountedShelter => shelter.capacity !== undefined);
}

/**
 * What one night implies for the shelters with a known capacity. `before` is the night before it: its count, made at
 * 04:00, is all that is known in the evening. The same night, shelters and seed give the same plan.
 */
export function planNight(options: {
  readonly shelters: readonly CountedShelter[];
  readonly before: Night;
  readonly night: Night;
  readonly draw: Draw;
}): NightPlan {
  const { shelters, before, night } = options;
  const draw: Draw = (...labels) => options.draw(night.date, ...labels);
  const places = shelters.map((shelter) => {
    const free = freePlaces(shelter, night, draw('free', shelter.id));
    const leaving = roundBy(draw('leaving', shelter.id), (shelter.capacity - free) * DAILY_TURNOVER);
    return { shelter, free, leaving };
  });
  const familyHouses = shelters.filter(({ sector }) => sector === 'Family').map(({ id }) => id);
  return {
    date: night.date,
    evening: shelters.map((shelter) =>
      count(shelter, freePlaces(shelter, before, draw('evening', shelter.id))),
    ),
    late: places.map(({ shelter, free, leaving }) => count(shelter, free + leaving)),
    intakes: SECTORS.flatMap((sector) => {
      // The directory can say that families are taken in, not that only families are: departments know it.
      const exclusions = sector === 'Family' ? [] : familyHouses;
      const own = places.filter(({ shelter }) => shelter.sector === sector);
      const leaving = sum(own.map((place) => place.leaving));
      const capacity = sum(own.map(({ shelter }) => shelter.capacity));
      const growth = roundBy(draw('growth', sector), growthShare(before, night) * capacity);
      return planSector({
        sector,
        areas: own.map(({ shelter }) => shelter.area),
        exclusions,
        places: leaving + growth,
        draw,
      });
    }),
  };
}

/** People that the whole system took in over the night before, as a share of those it serves; 0 when there are fewer. */
function growthShare(before: Night, night: Night): number {
  return night.people === 0 ? 0 : Math.max(0, night.people - before.people) / night.people;
}

/** The system's share of free beds, or rooms for families, applied to one shelter. */
function freePlaces(shelter: CountedShelter, night: Night, draw: number): number {
  const share = shelter.sector === 'Family' ? night.freeRooms : night.freeBeds;
  return Math.min(shelter.capacity, roundBy(draw, shelter.capacity * share));
}

function count(shelter: CountedShelter, free: number): CountedPlaces {
  return { shelterId: shelter.id, total: shelter.capacity, occupied: Math.max(0, shelter.capacity - free) };
}

/** Households of one sector until they need `places` places between them. */
function planSector(options: {
  readonly sector: Sector;
  readonly areas: readonly string[];
  readonly exclusions: readonly string[];
  readonly places: number;
  readonly draw: Draw;
}): readonly PlannedIntake[] {
  const { places, ...household } = options;
  const intakes: PlannedIntake[] = [];
  for (let asked = 0; asked < places;) {
    const intake = planIntake({ ...household, label: `${household.sector}-${intakes.length}` });
    intakes.push(intake);
    asked += intake.data.household.members.length;
  }
  return intakes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
