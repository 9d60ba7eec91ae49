import type { Measure } from '@havre/service';
import type { CityPlaces } from './show-ledger.js';

/** Counts are shown in steps of so many, each by itself, so that no difference of two of them is a small count either. */
const STEP = 5;
const STATES = ['total', 'occupied', 'held'] as const;

/** `havre_places{unit_type,state}`: the places of the whole city today, rounded down to fives; of no service by itself. */
export function placesMeasure(read: () => Promise<readonly CityPlaces[]>): Measure {
  return {
    name: 'havre_places',
    help: 'Places of the city today, by type and state, rounded down to fives.',
    labels: ['unit_type', 'state'],
    read: async () =>
      (await read()).flatMap((places) =>
        STATES.map((state) => ({
          labels: { unit_type: places.unitType, state },
          value: places[state] - (places[state] % STEP),
        })),
      ),
  };
}
