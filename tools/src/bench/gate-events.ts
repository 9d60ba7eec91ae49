import { EVENT_TYPES, eventDefinition, isPartnerEventType } from '@havre/events';

import { seededStates } from '../seeded-states.js';

const NOTES: readonly string[] = [
  'Famille de quatre, le petit tousse depuis hier, un lit du bas si possible et des couches taille 4, merci.',
  'Mom with two kids, needs a room on the ground floor, the youngest uses a walker, arrives around nine.',
  'Monsieur de 61 ans, diabétique, insuline au frais, préfère un dortoir tranquille près de la porte du fond.',
  'Couple with a small dog, 6 kg, quiet, can share a room, will call again from the library before closing.',
  'Trois paniers de nourriture, sans arachides, livraison au deuxième étage, sonner fort, ascenseur en panne.',
  'Senior, hard of hearing, warm meal and a winter coat size large, prefers to be called by text in the morning.',
];
const AREAS = ['verdun', 'plateau', 'saint-laurent', 'parc-extension', 'hochelaga', 'lasalle'];
const GROUPS = ['adult', 'child', 'youth', 'senior', 'infant'];
const PHRASES = ['ground-floor-only', 'has-a-dog', 'call-when-free'];

/** Every run measures the same events. */
function sequence(seed: number): (below: number) => number {
  const next = seededStates(seed);
  return (below) => next() % below;
}

/** Intakes of about 1 KB; one in four carries a note of some 100 characters. */
export function intakes(count: number): readonly unknown[] {
  const next = sequence(20_261_122);
  const { type } = eventDefinition('havre.intake.received.v1');
  return Array.from({ length: count }, (_, index) => intake(type, index, next));
}

function intake(type: string, index: number, next: (below: number) => number): unknown {
  const note = index % 4 === 0 ? { note: NOTES[index % NOTES.length] } : {};
  return {
    specversion: '1.0',
    id: uuid(next),
    source: '/departments/accueil',
    type,
    time: new Date(1_795_000_000_000 + index * 60_000).toISOString(),
    datacontenttype: 'application/json',
    data: {
      household: {
        members: Array.from({ length: 2 + next(4) }, () => ({ ageGroup: GROUPS[next(5)], gender: 'woman' })),
      },
      language: 'fr-CA',
      interpreter: next(2) === 1,
      area: AREAS[next(AREAS.length)],
      needs: [
        { kind: 'shelter', unitType: 'bed', quantity: 1 + next(4), priority: 'emergency' },
        { kind: 'food', unitType: 'parcel', quantity: 2, priority: 'routine', date: '2026-11-24' },
        { kind: 'health', unitType: 'appointment', quantity: 1, priority: 'urgent' },
      ],
      accessibility: ['step-free', 'ground-floor', 'refrigerated-medication'],
      pets: [{ kind: 'dog', weightKg: 4 + next(20) }],
      exclusions: ['maison-bonaventure-lits', 'halte-du-port-lits'],
      phrases: PHRASES.map((code) => ({ code, parameters: { time: '21:30' } })),
      ...note,
    },
  };
}

function uuid(next: (below: number) => number): string {
  const hex = Array.from({ length: 32 }, () => next(16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The same events with something in every text that asks for the close look: an entity, as pasted from a page. */
export function disguised(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > 3 ? `${value.slice(0, -1)}&#${value.charCodeAt(value.length - 1)};` : value;
  if (Array.isArray(value)) return value.map(disguised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, disguised(item)]));
}

/** Notes of exactly 100 characters. */
export function notesOf100(): readonly string[] {
  return NOTES.map((note) => note.padEnd(100, ' ').slice(0, 100));
}

/** The example of each type that partners send; an intake with and without a note. */
export function partnerEvents(): readonly { readonly kind: string; readonly event: unknown }[] {
  const [noted, plain] = intakes(2);
  const examples = EVENT_TYPES.filter(isPartnerEventType).map((type) => ({
    kind: type.replace(/^havre\.|\.v1$/g, ''),
    event: eventDefinition(type).example,
  }));
  return [
    ...examples,
    { kind: 'intake with a note', event: noted },
    { kind: 'intake without', event: plain },
  ];
}

/** An event of about so many bytes: more of the same needs. */
export function eventOfSize(bytes: number): unknown {
  const need = { kind: 'shelter', unitType: 'bed', quantity: 2, priority: 'emergency', date: '2026-11-24' };
  const event = { specversion: '1.0', source: '/departments/accueil', data: { needs: [need] } };
  while (JSON.stringify(event).length < bytes) event.data.needs.push(need);
  return event;
}
