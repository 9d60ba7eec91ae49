import type { NeedKind } from '@havre/events';
import { Draw } from '../draw.js';
import { drawIntake } from '../people/intake.js';
import { LARGEST_ROOM, sectorOf, type Sector } from './sector.js';

/** What a day asks of the city, in places. */
export interface Demand {
  /** People in a mean household. */
  readonly peoplePerIntake: number;
  /** Beds that a day's newcomers to each sector take, rooms of a family shelter. */
  readonly shelter: Readonly<Record<Exclude<Sector, 'everybody'>, number>>;
  /** Places of the other kinds that an intake asks for in the mean. */
  readonly perIntake: Readonly<Record<Exclude<NeedKind, 'shelter'>, number>>;
}

const SAMPLE = 4_000;

/** What one intake asks for in the mean, by asking four thousand invented ones. */
export function sampleDemand(seed: number): Demand {
  const draw = Draw.forModel(seed, 101);
  const shelter = { men: 0, women: 0, mixed: 0, youth: 0, family: 0 };
  const perIntake = { housing: 0, food: 0, health: 0, integration: 0, recreation: 0 };
  let people = 0;
  for (let index = 0; index < SAMPLE; index += 1) {
    const { household, needs } = drawIntake(draw, { services: [] });
    const size = household.members.length;
    people += size;
    for (const { kind } of needs) {
      if (kind === 'shelter') {
        const sector = sectorOf(household);
        shelter[sector] += sector === 'family' ? Math.ceil(size / LARGEST_ROOM) : size;
      } else perIntake[kind] += COUNTED_BY_HEAD.has(kind) ? size : 1;
    }
  }
  return {
    peoplePerIntake: people / SAMPLE,
    shelter: scaled(shelter),
    perIntake: scaled(perIntake),
  };
}

const COUNTED_BY_HEAD: ReadonlySet<NeedKind> = new Set(['food', 'recreation']);

function scaled<K extends string>(counts: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(
    Object.entries<number>(counts).map(([name, count]) => [name, count / SAMPLE]),
  ) as Record<K, number>;
}
