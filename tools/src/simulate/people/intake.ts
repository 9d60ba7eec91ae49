import type { IntakeData, Need, Priority } from '@havre/events';
import { CITY_AREAS } from '../city/city-areas.js';
import type { Draw, Shares } from '../draw.js';
import { LARGEST_ROOM } from '../city/sector.js';
import { drawParty, type Party } from './household.js';

const LANGUAGES: Shares<string> = [
  ['fr', 50],
  ['en', 20],
  ['es', 9],
  ['ar', 7],
  ['ht', 5],
  ['zh', 3],
  ['pa', 2],
  ['ti', 2],
  ['uk', 2],
];
const FIRST_NEEDS: Shares<Need['kind']> = [
  ['shelter', 46],
  ['food', 28],
  ['health', 12],
  ['integration', 8],
  ['recreation', 4],
  ['housing', 1],
];
const PRIORITIES: Readonly<Record<Need['kind'], Shares<Priority>>> = {
  shelter: [
    ['emergency', 30],
    ['urgent', 50],
    ['routine', 20],
  ],
  housing: [
    ['urgent', 20],
    ['routine', 80],
  ],
  food: [
    ['urgent', 35],
    ['routine', 65],
  ],
  health: [
    ['emergency', 4],
    ['urgent', 36],
    ['routine', 60],
  ],
  integration: [['routine', 1]],
  recreation: [['routine', 1]],
};
/** How often somebody who asks for one thing asks for another as well. */
const ALSO: readonly (readonly [Need['kind'], number])[] = [
  ['food', 0.22],
  ['health', 0.12],
  ['housing', 0.01],
  ['integration', 0.08],
  ['recreation', 0.04],
];

/** What an intake asks of the directory beside its household. */
export interface IntakeSetting {
  /** Codes of services that somebody may ask never to be sent to. */
  readonly services: readonly string[];
}

/** Draws one intake: who asks, for what, how soon. Every value is a code of the published language. */
export function drawIntake(draw: Draw, setting: IntakeSetting): IntakeData {
  const party = drawParty(draw);
  const language = draw.share(LANGUAGES);
  return {
    household: { members: [...party.members] },
    language,
    needs: drawNeeds(draw, party),
    ...(language !== 'fr' && language !== 'en' && draw.chance(0.5) ? { interpreter: true } : {}),
    ...(draw.chance(0.65) ? { area: draw.pick(CITY_AREAS).name } : {}),
    ...(party.accessibility.length === 0 ? {} : { accessibility: [...party.accessibility] }),
    ...(party.pets.length === 0 ? {} : { pets: [...party.pets] }),
    ...drawExclusions(draw, setting.services),
  };
}

function drawNeeds(draw: Draw, party: Party): [Need, ...Need[]] {
  const first = draw.share(FIRST_NEEDS);
  const others = ALSO.filter(([kind, share]) => draw.chance(share) && kind !== first);
  return [needOf(draw, first, party), ...others.map(([kind]) => needOf(draw, kind, party))];
}

function needOf(draw: Draw, kind: Need['kind'], party: Party): Need {
  const need: Need = { kind, priority: draw.share(PRIORITIES[kind]) };
  return kind === 'shelter' ? shelterNeed(draw, need, party) : need;
}

function shelterNeed(draw: Draw, need: Need, { members }: Party): Need {
  const [first] = members;
  const isAlone = members.length === 1;
  const requires =
    isAlone && first.gender === 'woman' && draw.chance(0.25) ? ['gender-specific' as const] : [];
  return {
    ...need,
    ...unitsFor(draw, members.length),
    ...(requires.length === 0 ? {} : { requires }),
  };
}

/** Half of the workers say what kind of place; for a family too large for any room they ask for two. */
function unitsFor(draw: Draw, size: number): Pick<Need, 'unitType' | 'quantity'> {
  if (size > LARGEST_ROOM) return { unitType: 'room', quantity: 2 };
  if (draw.chance(0.5)) return {};
  return size === 1 ? { unitType: 'bed' } : size > 2 ? { unitType: 'room' } : {};
}

function drawExclusions(draw: Draw, services: readonly string[]): { exclusions?: string[] } {
  const [first, ...others] = services;
  if (first === undefined || !draw.chance(0.03)) return {};
  return { exclusions: [draw.pick([first, ...others])] };
}
