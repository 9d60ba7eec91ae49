import type { DemoService } from './services.js';

/** Fictional kitchens, pantries and clinics. */
export const FOOD_AND_HEALTH_SERVICES: readonly DemoService[] = [
  {
    id: 'panier-du-marche',
    provider: 'panier-du-marche',
    listed: {
      name: {
        fr: 'Le Panier du Marché',
        en: 'Market Basket',
      },
      kind: 'food',
      area: 'vieux-port',
      languages: ['fr', 'en', 'es', 'ar'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 12,
      },
      unitTypes: ['parcel'],
    },
    units: [
      {
        unitType: 'parcel',
        total: 120,
        occupied: 30,
      },
    ],
  },
  {
    id: 'cuisine-des-deux-rives',
    provider: 'cuisine-des-deux-rives',
    listed: {
      name: {
        fr: 'Cuisine des Deux Rives',
        en: 'Two Shores Kitchen',
      },
      kind: 'food',
      area: 'sud-ouest',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 12,
      },
      accessibility: ['step-free'],
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 80,
        occupied: 35,
      },
    ],
  },
  {
    id: 'depanneur-solidaire',
    provider: 'depanneur-solidaire',
    listed: {
      name: {
        fr: 'Dépanneur solidaire',
        en: 'Solidarity Corner Store',
      },
      kind: 'food',
      area: 'rosemont',
      languages: ['fr', 'en', 'zh'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 8,
      },
      opening: {
        timeZone: 'America/Toronto',
        hours: [
          {
            days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'],
            opens: '08:00',
            closes: '20:00',
          },
        ],
      },
      unitTypes: ['parcel'],
    },
    units: [
      {
        unitType: 'parcel',
        total: 60,
        occupied: 12,
      },
    ],
  },
  {
    id: 'soupe-du-soir',
    provider: 'soupe-du-soir',
    listed: {
      name: {
        fr: 'La Soupe du soir',
        en: 'Evening Soup',
      },
      kind: 'food',
      area: 'villeray',
      languages: ['fr'],
      accepts: {
        ageGroups: ['youth', 'adult', 'senior'],
        families: false,
        maxHousehold: 4,
      },
      opening: {
        timeZone: 'America/Toronto',
        hours: [
          {
            days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'],
            opens: '16:00',
            closes: '22:00',
          },
        ],
      },
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 50,
        occupied: 20,
      },
    ],
  },
  {
    id: 'clinique-riveraine',
    provider: 'clinique-riveraine',
    listed: {
      name: {
        fr: 'Clinique riveraine',
        en: 'Riverside Clinic',
      },
      kind: 'health',
      area: 'vieux-port',
      languages: ['fr', 'en', 'es', 'ht'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 8,
      },
      accessibility: ['step-free', 'hearing-support'],
      unitTypes: ['appointment'],
    },
    units: [
      {
        unitType: 'appointment',
        total: 30,
        occupied: 18,
      },
    ],
  },
  {
    id: 'dentiste-du-carre',
    provider: 'dentiste-du-carre',
    listed: {
      name: {
        fr: 'Soins dentaires du Carré',
        en: 'The Square Dental Care',
      },
      kind: 'health',
      area: 'rosemont',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 4,
      },
      unitTypes: ['appointment'],
    },
    units: [
      {
        unitType: 'appointment',
        total: 12,
        occupied: 7,
      },
    ],
  },
  {
    id: 'ecoute-boreale',
    provider: 'ecoute-boreale',
    listed: {
      name: {
        fr: 'Écoute boréale',
        en: 'Boreal Listening',
      },
      kind: 'health',
      area: 'villeray',
      languages: ['fr', 'en', 'ar', 'pa'],
      accepts: {
        ageGroups: ['youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 4,
      },
      accessibility: ['low-stimulation'],
      unitTypes: ['appointment'],
    },
    units: [
      {
        unitType: 'appointment',
        total: 20,
        occupied: 11,
      },
    ],
  },
  {
    id: 'infirmiere-mobile',
    provider: 'infirmiere-mobile',
    listed: {
      name: {
        fr: 'Infirmières mobiles',
        en: 'Mobile Nurses',
      },
      kind: 'health',
      area: 'sud-ouest',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 6,
      },
      unitTypes: ['appointment'],
    },
    units: [
      {
        unitType: 'appointment',
        total: 25,
        occupied: 9,
      },
    ],
  },
];
