import type { DemoService } from './services.js';

/** Fictional shelters and homes. */
export const SHELTER_AND_HOUSING_SERVICES: readonly DemoService[] = [
  {
    id: 'maison-bonaventure-lits',
    provider: 'maison-bonaventure',
    listed: {
      name: {
        fr: 'Maison Bonaventure, dortoir',
        en: 'Maison Bonaventure, dormitory',
      },
      kind: 'shelter',
      area: 'vieux-port',
      languages: ['fr', 'en', 'ht'],
      accepts: {
        ageGroups: ['adult', 'senior'],
        families: false,
        maxHousehold: 2,
      },
      accessibility: ['step-free'],
      pets: {
        dogs: true,
        cats: true,
        maxWeightKg: 40,
      },
      unitTypes: ['bed'],
    },
    units: [
      {
        unitType: 'bed',
        total: 40,
        occupied: 28,
      },
    ],
  },
  {
    id: 'maison-bonaventure-chambres',
    provider: 'maison-bonaventure',
    listed: {
      name: {
        fr: 'Maison Bonaventure, chambres familiales',
        en: 'Maison Bonaventure, family rooms',
      },
      kind: 'shelter',
      area: 'vieux-port',
      languages: ['fr', 'en', 'es'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 6,
      },
      accessibility: ['step-free', 'accessible-bathroom'],
      unitTypes: ['room'],
    },
    units: [
      {
        unitType: 'room',
        sleeps: 4,
        total: 8,
        occupied: 5,
      },
      {
        unitType: 'room',
        sleeps: 6,
        total: 3,
        occupied: 2,
      },
    ],
  },
  {
    id: 'refuge-du-canal',
    provider: 'refuge-du-canal',
    listed: {
      name: {
        fr: 'Refuge du Canal',
        en: 'Canal Night Shelter',
      },
      kind: 'shelter',
      area: 'sud-ouest',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['adult', 'senior'],
        genders: ['man'],
        families: false,
        maxHousehold: 1,
      },
      unitTypes: ['bed'],
    },
    units: [
      {
        unitType: 'bed',
        total: 60,
        occupied: 55,
      },
    ],
  },
  {
    id: 'abri-des-lilas',
    provider: 'abri-des-lilas',
    listed: {
      name: {
        fr: 'Abri des Lilas',
        en: 'Lilac House',
      },
      kind: 'shelter',
      area: 'rosemont',
      languages: ['fr', 'en', 'ar'],
      accepts: {
        ageGroups: ['youth', 'adult', 'senior'],
        genders: ['woman', 'another'],
        families: false,
        maxHousehold: 2,
      },
      accessibility: ['step-free'],
      unitTypes: ['bed'],
    },
    units: [
      {
        unitType: 'bed',
        total: 24,
        occupied: 20,
      },
    ],
  },
  {
    id: 'auberge-du-quai',
    provider: 'auberge-du-quai',
    listed: {
      name: {
        fr: 'Auberge du Quai, jeunes',
        en: 'Quayside Youth Hostel',
      },
      kind: 'shelter',
      area: 'vieux-port',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['youth'],
        families: false,
        maxHousehold: 1,
      },
      unitTypes: ['bed'],
    },
    units: [
      {
        unitType: 'bed',
        total: 16,
        occupied: 11,
      },
    ],
  },
  {
    id: 'halte-sainte-rose',
    provider: 'halte-sainte-rose',
    listed: {
      name: {
        fr: 'Halte Sainte-Rose',
        en: 'Sainte-Rose Respite',
      },
      kind: 'shelter',
      area: 'villeray',
      languages: ['fr', 'en', 'es', 'pt'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 8,
      },
      accessibility: ['accessible-bathroom', 'low-stimulation'],
      confidential: true,
      unitTypes: ['room'],
    },
    units: [
      {
        unitType: 'room',
        sleeps: 5,
        total: 6,
        occupied: 4,
      },
      {
        unitType: 'room',
        sleeps: 8,
        total: 2,
        occupied: 1,
      },
    ],
  },
  {
    id: 'toits-du-faubourg',
    provider: 'toits-du-faubourg',
    listed: {
      name: {
        fr: 'Toits du Faubourg',
        en: 'Faubourg Homes',
      },
      kind: 'housing',
      area: 'rosemont',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 5,
      },
      accessibility: ['step-free', 'accessible-bathroom'],
      unitTypes: ['unit'],
    },
    units: [
      {
        unitType: 'unit',
        sleeps: 5,
        total: 12,
        occupied: 9,
      },
    ],
  },
  {
    id: 'coop-les-hirondelles',
    provider: 'coop-les-hirondelles',
    listed: {
      name: {
        fr: 'Coopérative Les Hirondelles',
        en: 'Swallows Co-op',
      },
      kind: 'housing',
      area: 'villeray',
      languages: ['fr', 'es'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 4,
      },
      unitTypes: ['unit'],
    },
    units: [
      {
        unitType: 'unit',
        sleeps: 4,
        total: 20,
        occupied: 18,
      },
    ],
  },
  {
    id: 'logis-passerelle',
    provider: 'logis-passerelle',
    listed: {
      name: {
        fr: 'Logis Passerelle',
        en: 'Footbridge Transitional Homes',
      },
      kind: 'housing',
      area: 'sud-ouest',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['adult', 'senior'],
        families: false,
        maxHousehold: 2,
      },
      unitTypes: ['unit', 'room'],
    },
    units: [
      {
        unitType: 'unit',
        sleeps: 2,
        total: 10,
        occupied: 6,
      },
      {
        unitType: 'room',
        sleeps: 1,
        total: 14,
        occupied: 12,
      },
    ],
  },
];
