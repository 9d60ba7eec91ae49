import type { EventData, Household } from '@havre/events';
import type { Sector } from '../city/shelter.js';
import type { Draw } from './draw.js';

export type IntakeData = EventData<'havre.intake.received.v1'>;

/** Departments of the replay; the intakes of a night are spread over them. */
export const DEPARTMENTS: readonly string[] = [
  '/departments/central-intake',
  '/departments/street-outreach',
  '/departments/libraries',
  '/departments/service-311',
];

/** What the replay does with one household, whatever the order in which offers arrive. */
export interface PlannedIntake {
  readonly department: string;
  readonly data: IntakeData;
  /** The department's form still has a status field: the first attempt is dropped at the gate, and sent again without. */
  readonly hasStatusField: boolean;
  /** Reason for which the first offer is declined; absent when it is accepted. */
  readonly firstDecline?: 'no-place' | 'client-refused';
  readonly arrives: boolean;
}

/** Shares of what people do. Assumptions, not data: the city publishes nothing of the kind. */
const HABITS = {
  statusField: 0.02,
  noPlace: 0.01,
  clientRefused: 0.04,
  notArriving: 0.04,
  senior: 0.15,
  french: 0.05,
};
const CHILDREN: readonly Household['members'][number]['ageGroup'][] = ['child', 'child', 'infant', 'youth'];

/** The intake of one household of a sector; `label` names it among all that the seed draws. */
export function planIntake(options: {
  readonly sector: Sector;
  readonly areas: readonly string[];
  /** Shelters where the department never sends this household. */
  readonly exclusions: readonly string[];
  readonly draw: Draw;
  readonly label: string;
}): PlannedIntake {
  const { areas, exclusions, label } = options;
  const draw: Draw = (...labels) => options.draw(label, ...labels);
  const household = drawHousehold(options.sector, draw);
  return {
    department: pick(DEPARTMENTS, draw('department')),
    data: {
      household,
      language: draw('language') < HABITS.french ? 'fr' : 'en',
      area: pick(areas, draw('area')),
      needs: [
        {
          kind: 'shelter',
          unitType: 'bed',
          quantity: household.members.length,
          priority: options.sector === 'Family' ? 'emergency' : 'urgent',
        },
      ],
      ...(exclusions.length > 0 && { exclusions: [...exclusions] }),
    },
    hasStatusField: draw('status') < HABITS.statusField,
    ...drawDecline(draw('decline')),
    arrives: draw('arrives') >= HABITS.notArriving,
  };
}

function drawDecline(draw: number): Pick<PlannedIntake, 'firstDecline'> {
  if (draw < HABITS.noPlace) return { firstDecline: 'no-place' };
  return draw < HABITS.noPlace + HABITS.clientRefused ? { firstDecline: 'client-refused' } : {};
}

function drawHousehold(sector: Sector, draw: Draw): Household {
  const adult = draw('age') < HABITS.senior ? 'senior' : 'adult';
  switch (sector) {
    case 'Single Men':
      return { members: [{ ageGroup: adult, gender: 'man' }] };
    case 'Single Women':
      return { members: [{ ageGroup: adult, gender: 'woman' }] };
    case 'Mixed Adult':
      return { members: [{ ageGroup: adult }] };
    case 'Youth':
      return { members: [{ ageGroup: 'youth' }] };
    case 'Family':
      return { members: drawFamily(draw) };
  }
}

/** One or two adults with one to three children. */
function drawFamily(draw: Draw): Household['members'] {
  const adults = draw('adults') < 0.5 ? 1 : 2;
  const children = 1 + Math.floor(draw('children') * 3);
  return [
    ...Array.from({ length: adults }, () => ({ ageGroup: 'adult' as const })),
    ...Array.from({ length: children }, (_, index) => ({ ageGroup: pick(CHILDREN, draw('child', index)) })),
  ];
}

function pick<T>(values: readonly T[], draw: number): T {
  const value = values[Math.floor(draw * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}
