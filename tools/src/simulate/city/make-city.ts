import type { Accessibility, NeedKind, OpeningHours, ServiceListing } from '@havre/events';
import { CITY_ZONE } from '../calendar.js';
import { Draw } from '../draw.js';
import { drawHabits } from '../houses/habits.js';
import { CITY_AREAS } from './city-areas.js';
import { sampleDemand } from './demand.js';
import type { PlannedPlaces, PlannedService } from './planned-service.js';
import { ACCEPTS, DAILY_SIZES, ROOM_SLEEPS, SHELTER_SIZES, type Sector } from './sector.js';

/** Means of the stays in a shelter, in days. A few weeks for families; invented, in the order of published figures. */
export const STAY_DAYS: Readonly<Record<Sector, number>> = {
  men: 7,
  women: 7,
  mixed: 6,
  youth: 8,
  family: 14,
  everybody: 200,
};

/** Part of those who sleep in a shelter who came to its door without Havre. */
export const WALK_IN_SHARE = 0.25;

/**
 * Places beside what is asked for. Shelters run full: Toronto's had 2 beds and 1 room in a hundred free in the year to
 * September 2025. Housing is a lottery.
 */
const SUPPLY: Readonly<Record<NeedKind, number>> = {
  shelter: 0.9,
  housing: 0.15,
  food: 1.15,
  health: 1.05,
  integration: 1.4,
  recreation: 1.5,
};

/** The seeded city: its services, and how many people make a mean household. */
export interface City {
  readonly services: readonly PlannedService[];
  readonly peoplePerIntake: number;
}

/** Lists the services of a city to which so many people a day turn. */
export function makeCity(seed: number, peopleEachDay: number): City {
  const demand = sampleDemand(seed);
  const intakesEachDay = peopleEachDay / demand.peoplePerIntake;
  const maker = new Maker(Draw.forModel(seed, 102));
  for (const [sector, each] of Object.entries(demand.shelter)) {
    const takenEachDay = (each * intakesEachDay) / (1 - WALK_IN_SHARE);
    const house = sector as keyof typeof demand.shelter;
    maker.shelters(house, takenEachDay * STAY_DAYS[house] * SUPPLY.shelter);
  }
  for (const [name, each] of Object.entries(demand.perIntake)) {
    const kind = name as keyof typeof demand.perIntake;
    const places = each * intakesEachDay * SUPPLY[kind];
    if (kind === 'housing') maker.homes(places * STAY_DAYS.everybody);
    else maker.daily(kind, places / WALK_IN_REST);
  }
  return { services: maker.services, peoplePerIntake: demand.peoplePerIntake };
}

/** Part of daily places that Havre fills; the others go to those who come by themselves. */
const WALK_IN_REST = 1 - WALK_IN_SHARE;
const WORKDAYS = ['mo', 'tu', 'we', 'th', 'fr'] as const;
const EVERY_DAY = [...WORKDAYS, 'sa', 'su'] as const;
const DAY_HOURS: Readonly<Record<keyof typeof DAILY_SIZES, OpeningHours['hours']>> = {
  food: [{ days: [...EVERY_DAY], opens: '10:00', closes: '18:00' }],
  health: [{ days: [...WORKDAYS], opens: '08:30', closes: '17:00' }],
  integration: [{ days: [...WORKDAYS], opens: '09:00', closes: '17:00' }],
  recreation: [{ days: [...EVERY_DAY], opens: '10:00', closes: '21:00' }],
};
const NIGHT_HOURS: OpeningHours['hours'] = [{ days: [...EVERY_DAY], opens: '17:00', closes: '09:00' }];
const FEATURES: readonly (readonly [Accessibility, number])[] = [
  ['step-free', 0.55],
  ['ground-floor', 0.35],
  ['accessible-bathroom', 0.4],
  ['hearing-support', 0.15],
  ['visual-support', 0.12],
  ['refrigerated-medication', 0.4],
  ['low-stimulation', 0.25],
];
const OTHER_LANGUAGES = ['es', 'ar', 'ht', 'zh', 'pa', 'ti', 'uk'] as const;

/** Adds services until the places asked for are there. */
class Maker {
  readonly services: PlannedService[] = [];

  constructor(private readonly draw: Draw) {}

  shelters(sector: keyof typeof SHELTER_SIZES, wanted: number): void {
    const { draw } = this;
    for (let left = Math.max(2, Math.round(wanted)); left > 0;) {
      const size = Math.min(draw.pick(SHELTER_SIZES[sector]), left);
      left -= size;
      const places: readonly PlannedPlaces[] =
        sector === 'family' ? this.rooms(size) : [{ unitType: 'bed', total: size }];
      const isNightOnly = sector !== 'family' && draw.chance(0.3);
      this.add('shelter', sector, places, {
        ...(isNightOnly ? { opening: { timeZone: CITY_ZONE, hours: NIGHT_HOURS } } : {}),
        ...(draw.chance(0.25) ? { pets: { dogs: true, cats: true, maxWeightKg: 35 } } : {}),
      });
    }
  }

  homes(wanted: number): void {
    for (let left = Math.max(4, Math.round(wanted)); left > 0;) {
      const size = Math.min(this.draw.between(10, 60), left);
      left -= size;
      const sleeps = this.draw.share<number>([
        [1, 40],
        [2, 25],
        [4, 25],
        [6, 10],
      ]);
      const places = [{ unitType: 'unit' as const, sleeps, total: size }];
      this.add('housing', 'everybody', places, { pets: { dogs: true, cats: true } });
    }
  }

  daily(kind: keyof typeof DAILY_SIZES, wantedEachDay: number): void {
    const hours = DAY_HOURS[kind];
    const openDays = hours[0]?.days.length ?? 7;
    for (let left = Math.max(2, Math.round((wantedEachDay * 7) / openDays)); left > 0;) {
      const size = Math.min(this.draw.pick(DAILY_SIZES[kind]), left);
      left -= size;
      const unitType = kind === 'food' ? 'parcel' : kind === 'recreation' ? 'seat' : 'appointment';
      this.add(kind, 'everybody', [{ unitType, total: size }], {
        opening: { timeZone: CITY_ZONE, hours },
        pets: { dogs: true, cats: true },
      });
    }
  }

  private rooms(count: number): readonly PlannedPlaces[] {
    const bySize = new Map<number, number>();
    for (let index = 0; index < count; index += 1) {
      const sleeps = this.draw.share(ROOM_SLEEPS);
      bySize.set(sleeps, (bySize.get(sleeps) ?? 0) + 1);
    }
    return [...bySize]
      .sort(([one], [other]) => one - other)
      .map(([sleeps, total]) => ({ unitType: 'room', sleeps, total }));
  }

  private add(
    kind: NeedKind,
    sector: Sector,
    places: readonly PlannedPlaces[],
    more: Pick<Partial<ServiceListing>, 'opening' | 'pets'>,
  ): void {
    const { draw } = this;
    const number = String(this.services.length + 1).padStart(4, '0');
    const id = `${kind}-${number}`;
    const { name: area, centre } = draw.pick(CITY_AREAS);
    const habits = drawHabits(draw);
    const isAutomatic =
      kind === 'food' || kind === 'recreation' || (habits.name === 'prompt' && draw.chance(0.3));
    const listing: ServiceListing = {
      name: { fr: id, en: id },
      kind,
      area,
      location: {
        latitude: centre.latitude + draw.within(-0.01, 0.01),
        longitude: centre.longitude + draw.within(-0.01, 0.01),
      },
      languages: ['fr', ...this.some(OTHER_LANGUAGES, 0.2), ...(draw.chance(0.7) ? ['en'] : [])],
      accepts: ACCEPTS[sector],
      accessibility: FEATURES.filter(([, share]) => draw.chance(share)).map(([feature]) => feature),
      unitTypes: [...new Set(places.map(({ unitType }) => unitType))],
      acceptance: isAutomatic ? 'automatic' : 'manual',
      ...more,
    };
    this.services.push({
      id,
      provider: `/providers/house-${number}`,
      sector,
      listing,
      places,
      isDaily: kind !== 'shelter' && kind !== 'housing',
      meanStayDays: STAY_DAYS[sector],
      habits,
    });
  }

  private some<T>(values: readonly T[], share: number): T[] {
    return values.filter(() => this.draw.chance(share));
  }
}
