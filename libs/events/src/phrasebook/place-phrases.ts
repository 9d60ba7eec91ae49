import type { NeedKind } from '../vocabulary.js';
import type { Phrase } from './phrase.js';

const OVERNIGHT: readonly NeedKind[] = ['shelter', 'housing'];
const SHELTER: readonly NeedKind[] = ['shelter'];
const HOUSING: readonly NeedKind[] = ['housing'];

/** What the place itself should be like. */
export const PLACE_PHRASES: readonly Phrase[] = [
  {
    code: 'ground-floor-only',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Rez-de-chaussée seulement', en: 'Ground floor only' },
  },
  {
    code: 'lower-bunk',
    kinds: SHELTER,
    parameters: { count: { type: 'integer', min: 1, max: 6 } },
    text: { fr: '{count} lit(s) du bas', en: '{count} lower bunk(s)' },
  },
  {
    code: 'keep-together',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Le ménage dort dans la même pièce', en: 'The household sleeps in the same room' },
  },
  {
    code: 'crib-needed',
    kinds: OVERNIGHT,
    parameters: { count: { type: 'integer', min: 1, max: 4 } },
    text: { fr: '{count} lit(s) de bébé', en: '{count} crib(s)' },
  },
  {
    code: 'door-that-locks',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Une porte qui se verrouille', en: 'A door that locks' },
  },
  {
    code: 'quiet-room',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Une pièce calme si possible', en: 'A quiet room if possible' },
  },
  {
    code: 'near-bathroom',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Près des toilettes', en: 'Near a bathroom' },
  },
  {
    code: 'has-dog',
    kinds: OVERNIGHT,
    parameters: { kg: { type: 'integer', min: 1, max: 100 } },
    text: { fr: 'A un chien de {kg} kg', en: 'Has a dog of {kg} kg' },
  },
  {
    code: 'has-cat-carrier',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'A un chat, avec sa cage de transport', en: 'Has a cat, with its carrier' },
  },
  {
    code: 'medical-device-power',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Prise électrique pour un appareil médical', en: 'Power outlet for a medical device' },
  },
  {
    code: 'fridge-for-medication',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Réfrigérateur pour des médicaments', en: 'Fridge for medication' },
  },
  {
    code: 'smoke-free',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Lieu sans fumée', en: 'Smoke-free place' },
  },
  {
    code: 'dry-setting',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Lieu sans alcool ni drogue', en: 'Place without alcohol or drugs' },
  },
  {
    code: 'laundry',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'A besoin d’une laveuse', en: 'Needs a washing machine' },
  },
  {
    code: 'shower-on-arrival',
    kinds: SHELTER,
    parameters: {},
    text: { fr: 'Une douche à l’arrivée', en: 'A shower on arrival' },
  },
  {
    code: 'kitchen',
    kinds: HOUSING,
    parameters: {},
    text: { fr: 'Avec une cuisine', en: 'With a kitchen' },
  },
  {
    code: 'bedrooms',
    kinds: HOUSING,
    parameters: { count: { type: 'integer', min: 1, max: 8 } },
    text: { fr: '{count} chambre(s)', en: '{count} bedroom(s)' },
  },
  {
    code: 'rent-up-to',
    kinds: HOUSING,
    parameters: { dollars: { type: 'integer', min: 100, max: 5000 } },
    text: { fr: 'Loyer de {dollars} $ par mois au plus', en: 'Rent of ${dollars} a month at most' },
  },
  {
    code: 'near-school',
    kinds: OVERNIGHT,
    parameters: {},
    text: { fr: 'Près de l’école des enfants', en: 'Near the children’s school' },
  },
];
