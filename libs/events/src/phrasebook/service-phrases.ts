import type { NeedKind } from '../vocabulary.js';
import type { Phrase } from './phrase.js';

const FOOD: readonly NeedKind[] = ['food'];
const HEALTH: readonly NeedKind[] = ['health'];
const INTEGRATION: readonly NeedKind[] = ['integration'];
const RECREATION: readonly NeedKind[] = ['recreation'];

/** What is asked of a meal, an appointment, a class or an activity. */
export const SERVICE_PHRASES: readonly Phrase[] = [
  {
    code: 'diet',
    kinds: ['food', 'shelter'],
    parameters: {
      diet: {
        type: 'code',
        values: {
          vegetarian: { fr: 'végétarien', en: 'vegetarian' },
          vegan: { fr: 'végane', en: 'vegan' },
          halal: { fr: 'halal', en: 'halal' },
          kosher: { fr: 'casher', en: 'kosher' },
          'gluten-free': { fr: 'sans gluten', en: 'gluten-free' },
          'low-sugar': { fr: 'faible en sucre', en: 'low in sugar' },
          soft: { fr: 'texture molle', en: 'soft texture' },
        },
      },
    },
    text: { fr: 'Régime {diet}', en: 'Diet: {diet}' },
  },
  {
    code: 'allergy',
    kinds: ['food', 'shelter', 'health'],
    parameters: {
      allergen: {
        type: 'code',
        values: {
          peanut: { fr: 'arachides', en: 'peanuts' },
          nuts: { fr: 'noix', en: 'tree nuts' },
          milk: { fr: 'lait', en: 'milk' },
          eggs: { fr: 'œufs', en: 'eggs' },
          fish: { fr: 'poisson', en: 'fish' },
          shellfish: { fr: 'fruits de mer', en: 'shellfish' },
          wheat: { fr: 'blé', en: 'wheat' },
          soy: { fr: 'soya', en: 'soy' },
          penicillin: { fr: 'pénicilline', en: 'penicillin' },
          latex: { fr: 'latex', en: 'latex' },
        },
      },
    },
    text: { fr: 'Allergie: {allergen}', en: 'Allergy: {allergen}' },
  },
  {
    code: 'no-cooking',
    kinds: FOOD,
    parameters: {},
    text: { fr: 'Ne peut pas cuisiner: aliments prêts à manger', en: 'Cannot cook: ready-to-eat food' },
  },
  {
    code: 'no-fridge',
    kinds: FOOD,
    parameters: {},
    text: { fr: 'N’a pas de réfrigérateur', en: 'Has no fridge' },
  },
  {
    code: 'infant-formula',
    kinds: FOOD,
    parameters: {},
    text: { fr: 'Préparation pour nourrissons', en: 'Infant formula' },
  },
  {
    code: 'diapers',
    kinds: ['food', 'shelter'],
    parameters: { size: { type: 'integer', min: 0, max: 7 } },
    text: { fr: 'Couches, taille {size}', en: 'Diapers, size {size}' },
  },
  {
    code: 'delivery-needed',
    kinds: FOOD,
    parameters: {},
    text: { fr: 'Ne peut pas se déplacer: livraison', en: 'Cannot travel: delivery' },
  },
  {
    code: 'meals-for',
    kinds: FOOD,
    parameters: { count: { type: 'integer', min: 1, max: 60 } },
    text: { fr: 'Pour {count} repas', en: 'For {count} meal(s)' },
  },
  {
    code: 'prefers-woman-clinician',
    kinds: HEALTH,
    parameters: {},
    text: { fr: 'Préférer une soignante', en: 'Prefers a woman clinician' },
  },
  {
    code: 'pregnant-weeks',
    kinds: ['health', 'shelter'],
    parameters: { weeks: { type: 'integer', min: 1, max: 42 } },
    text: { fr: 'Grossesse de {weeks} semaines', en: '{weeks} weeks pregnant' },
  },
  {
    code: 'prescription-ends',
    kinds: HEALTH,
    parameters: { date: { type: 'date' } },
    text: { fr: 'L’ordonnance se termine le {date}', en: 'The prescription ends on {date}' },
  },
  {
    code: 'dental-pain',
    kinds: HEALTH,
    parameters: {},
    text: { fr: 'Mal de dents', en: 'Toothache' },
  },
  {
    code: 'child-vaccination',
    kinds: HEALTH,
    parameters: {},
    text: { fr: 'Vaccins d’un enfant à mettre à jour', en: 'A child’s vaccines to bring up to date' },
  },
  {
    code: 'class-level',
    kinds: INTEGRATION,
    parameters: {
      level: {
        type: 'code',
        values: {
          beginner: { fr: 'débutant', en: 'beginner' },
          intermediate: { fr: 'intermédiaire', en: 'intermediate' },
          advanced: { fr: 'avancé', en: 'advanced' },
          literacy: { fr: 'alphabétisation', en: 'literacy' },
        },
      },
    },
    text: { fr: 'Cours de langue, niveau {level}', en: 'Language class, level: {level}' },
  },
  {
    code: 'childcare-during-class',
    kinds: INTEGRATION,
    parameters: { children: { type: 'integer', min: 1, max: 10 } },
    text: {
      fr: 'Garde de {children} enfant(s) pendant l’activité',
      en: 'Childcare for {children} during it',
    },
  },
  {
    code: 'evening-only',
    kinds: ['integration', 'recreation', 'health'],
    parameters: {},
    text: { fr: 'Le soir seulement', en: 'Evenings only' },
  },
  {
    code: 'help-with-forms',
    kinds: INTEGRATION,
    parameters: {},
    text: { fr: 'Aide pour lire et remplir des formulaires', en: 'Help with reading and filling in forms' },
  },
  {
    code: 'equipment-loan',
    kinds: RECREATION,
    parameters: {
      item: {
        type: 'code',
        values: {
          skates: { fr: 'patins', en: 'skates' },
          swimwear: { fr: 'maillot de bain', en: 'swimwear' },
          'winter-clothes': { fr: 'vêtements d’hiver', en: 'winter clothes' },
          ball: { fr: 'ballon', en: 'ball' },
        },
      },
    },
    text: { fr: 'Prêt d’équipement: {item}', en: 'Equipment loan: {item}' },
  },
  {
    code: 'swims',
    kinds: RECREATION,
    parameters: {
      level: {
        type: 'code',
        values: {
          no: { fr: 'ne nage pas', en: 'does not swim' },
          'a-little': { fr: 'nage un peu', en: 'swims a little' },
          well: { fr: 'nage bien', en: 'swims well' },
        },
      },
    },
    text: { fr: 'Natation: {level}', en: 'Swimming: {level}' },
  },
  {
    code: 'siblings-same-group',
    kinds: RECREATION,
    parameters: {},
    text: { fr: 'Frères et sœurs dans le même groupe', en: 'Siblings in the same group' },
  },
];
