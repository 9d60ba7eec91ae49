import type { NeedKind } from '../vocabulary.js';
import type { Phrase } from './phrase.js';

const ALL: readonly NeedKind[] = ['shelter', 'housing', 'food', 'health', 'integration', 'recreation'];
const OVERNIGHT: readonly NeedKind[] = ['shelter', 'housing'];
const APPOINTMENTS: readonly NeedKind[] = ['health', 'integration', 'recreation'];

/** How and when the household comes. */
export const VISIT_PHRASES: readonly Phrase[] = [
  {
    code: 'arrives-after',
    kinds: ALL,
    parameters: { time: { type: 'time' } },
    text: { fr: 'Arrive après {time}', en: 'Arrives after {time}' },
  },
  {
    code: 'arrives-before',
    kinds: ALL,
    parameters: { time: { type: 'time' } },
    text: { fr: 'Arrive avant {time}', en: 'Arrives before {time}' },
  },
  {
    code: 'leaves-before',
    kinds: OVERNIGHT,
    parameters: { time: { type: 'time' } },
    text: { fr: 'Doit repartir avant {time}', en: 'Must leave before {time}' },
  },
  {
    code: 'works-nights',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Travaille la nuit, dort le jour', en: 'Works at night, sleeps during the day' },
  },
  {
    code: 'needed-from',
    kinds: ALL,
    parameters: { date: { type: 'date' } },
    text: { fr: 'Besoin à partir du {date}', en: 'Needed from {date}' },
  },
  {
    code: 'needed-until',
    kinds: ALL,
    parameters: { date: { type: 'date' } },
    text: { fr: 'Besoin jusqu’au {date}', en: 'Needed until {date}' },
  },
  {
    code: 'nights',
    kinds: OVERNIGHT,
    parameters: { count: { type: 'integer', min: 1, max: 60 } },
    text: { fr: 'Pour {count} nuit(s)', en: 'For {count} night(s)' },
  },
  {
    code: 'comes-on-foot',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Vient à pied', en: 'Comes on foot' },
  },
  {
    code: 'comes-by',
    kinds: ALL,
    parameters: {
      means: {
        type: 'code',
        values: {
          'public-transport': { fr: 'transport en commun', en: 'public transport' },
          'adapted-transport': { fr: 'transport adapté', en: 'adapted transport' },
          taxi: { fr: 'taxi', en: 'taxi' },
          'outreach-van': { fr: 'navette des intervenants', en: 'outreach van' },
        },
      },
    },
    text: { fr: 'Vient par {means}', en: 'Comes by {means}' },
  },
  {
    code: 'accompanied-by-worker',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Une intervenante ou un intervenant accompagne', en: 'A worker comes along' },
  },
  {
    code: 'meet-at-door',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Accueillir à la porte, s’il vous plaît', en: 'Please meet at the door' },
  },
  {
    code: 'quiet-welcome',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Préférer un accueil calme, à l’écart', en: 'Prefers a quiet welcome, away from the crowd' },
  },
  {
    code: 'cannot-wait-outside',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Ne peut pas attendre dehors', en: 'Cannot wait outside' },
  },
  {
    code: 'call-when-free',
    kinds: ALL,
    parameters: {},
    text: {
      fr: 'Prévenir le service qui réfère dès qu’une place se libère',
      en: 'Call the referring department when a place is free',
    },
  },
  {
    code: 'interpreter-at',
    kinds: APPOINTMENTS,
    parameters: { time: { type: 'time' } },
    text: { fr: 'L’interprète est libre à {time}', en: 'The interpreter is free at {time}' },
  },
  {
    code: 'luggage',
    kinds: OVERNIGHT,
    parameters: { count: { type: 'integer', min: 1, max: 12 } },
    text: { fr: 'A {count} bagage(s)', en: 'Has {count} piece(s) of luggage' },
  },
  {
    code: 'stroller',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Vient avec une poussette', en: 'Comes with a stroller' },
  },
  {
    code: 'bicycle',
    kinds: ALL,
    parameters: {},
    text: { fr: 'Vient avec un vélo', en: 'Comes with a bicycle' },
  },
];
