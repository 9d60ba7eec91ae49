import type { Accessibility, HouseholdMember, Pet } from '@havre/events';
import type { Draw, Shares } from '../draw.js';

/** The make-up of those who ask together. */
export interface Party {
  readonly members: readonly [HouseholdMember, ...HouseholdMember[]];
  readonly accessibility: readonly Accessibility[];
  readonly pets: readonly Pet[];
}

type Shape = 'alone' | 'couple' | 'one-parent' | 'two-parents' | 'extended';

/** Who comes to a desk: mostly people alone, one in four with children. Invented, in the proportions of shelter counts. */
const SHAPES: Shares<Shape> = [
  ['alone', 66],
  ['couple', 6],
  ['one-parent', 16],
  ['two-parents', 10],
  ['extended', 2],
];
const GENDERS: Shares<'man' | 'woman' | 'another' | undefined> = [
  ['man', 58],
  ['woman', 35],
  ['another', 3],
  [undefined, 4],
];
const AGES_ALONE: Shares<'youth' | 'adult' | 'senior'> = [
  ['youth', 12],
  ['adult', 74],
  ['senior', 14],
];
const NEEDS_OF_ACCESS: Shares<Accessibility> = [
  ['step-free', 45],
  ['ground-floor', 12],
  ['accessible-bathroom', 14],
  ['refrigerated-medication', 14],
  ['low-stimulation', 8],
  ['hearing-support', 4],
  ['visual-support', 3],
];

/** Draws one household. */
export function drawParty(draw: Draw): Party {
  return {
    members: membersOf(draw.share(SHAPES), draw),
    accessibility: draw.chance(0.1) ? [draw.share(NEEDS_OF_ACCESS)] : [],
    pets: draw.chance(0.05) ? [petOf(draw)] : [],
  };
}

function membersOf(shape: Shape, draw: Draw): Party['members'] {
  switch (shape) {
    case 'alone':
      return [grownUp(draw, draw.share(AGES_ALONE))];
    case 'couple':
      return [grownUp(draw, 'adult'), grownUp(draw, 'adult')];
    case 'one-parent':
      return [{ ageGroup: 'adult', gender: draw.chance(0.82) ? 'woman' : 'man' }, ...children(draw, 1, 3)];
    case 'two-parents':
      return [
        { ageGroup: 'adult', gender: 'woman' },
        { ageGroup: 'adult', gender: 'man' },
        ...children(draw, 1, 4),
      ];
    case 'extended':
      return [
        { ageGroup: 'adult', gender: 'woman' },
        { ageGroup: 'adult', gender: 'man' },
        { ageGroup: 'senior', gender: draw.chance(0.7) ? 'woman' : 'man' },
        ...children(draw, 2, 5),
      ];
  }
}

function grownUp(draw: Draw, ageGroup: 'youth' | 'adult' | 'senior'): HouseholdMember {
  const gender = draw.share(GENDERS);
  return gender === undefined ? { ageGroup } : { ageGroup, gender };
}

function children(draw: Draw, low: number, high: number): HouseholdMember[] {
  return Array.from({ length: draw.between(low, high) }, () => ({
    ageGroup: draw.share<HouseholdMember['ageGroup']>([
      ['infant', 22],
      ['child', 60],
      ['youth', 18],
    ]),
  }));
}

function petOf(draw: Draw): Pet {
  return draw.chance(0.6)
    ? { kind: 'dog', weightKg: draw.between(4, 40) }
    : { kind: draw.chance(0.93) ? 'cat' : 'other', weightKg: draw.between(2, 7) };
}
