import type { DemoService } from './services.js';

/** Fictional classes, workshops, sports and music. */
export const INTEGRATION_AND_RECREATION_SERVICES: readonly DemoService[] = [
  {
    id: 'cours-de-francais-du-parc',
    provider: 'ecole-du-parc',
    listed: {
      name: {
        fr: 'Cours de français du Parc',
        en: 'Park French Classes',
      },
      kind: 'integration',
      area: 'rosemont',
      languages: ['fr'],
      accepts: {
        ageGroups: ['youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 4,
      },
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 40,
        occupied: 22,
      },
    ],
  },
  {
    id: 'atelier-emploi',
    provider: 'atelier-emploi',
    listed: {
      name: {
        fr: 'Atelier emploi',
        en: 'Job Workshop',
      },
      kind: 'integration',
      area: 'vieux-port',
      languages: ['fr', 'en', 'es'],
      accepts: {
        ageGroups: ['adult', 'senior'],
        families: false,
        maxHousehold: 1,
      },
      unitTypes: ['appointment'],
    },
    units: [
      {
        unitType: 'appointment',
        total: 18,
        occupied: 8,
      },
    ],
  },
  {
    id: 'garderie-des-copains',
    provider: 'garderie-des-copains',
    listed: {
      name: {
        fr: 'Halte-garderie des Copains',
        en: 'Buddies Drop-in Daycare',
      },
      kind: 'integration',
      area: 'villeray',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['infant', 'child'],
        families: true,
        maxHousehold: 6,
      },
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 16,
        occupied: 10,
      },
    ],
  },
  {
    id: 'aide-aux-formulaires',
    provider: 'aide-aux-formulaires',
    listed: {
      name: {
        fr: 'Aide aux formulaires',
        en: 'Help with Forms',
      },
      kind: 'integration',
      area: 'sud-ouest',
      languages: ['fr', 'en', 'ar', 'zh'],
      accepts: {
        ageGroups: ['youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 6,
      },
      unitTypes: ['appointment'],
    },
    units: [
      {
        unitType: 'appointment',
        total: 24,
        occupied: 6,
      },
    ],
  },
  {
    id: 'piscine-du-quartier',
    provider: 'piscine-du-quartier',
    listed: {
      name: {
        fr: 'Piscine du quartier',
        en: 'Neighbourhood Pool',
      },
      kind: 'recreation',
      area: 'rosemont',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['infant', 'child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 8,
      },
      accessibility: ['step-free', 'accessible-bathroom'],
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 60,
        occupied: 25,
      },
    ],
  },
  {
    id: 'soccer-du-samedi',
    provider: 'soccer-du-samedi',
    listed: {
      name: {
        fr: 'Soccer du samedi',
        en: 'Saturday Soccer',
      },
      kind: 'recreation',
      area: 'villeray',
      languages: ['fr', 'en', 'es', 'pt'],
      accepts: {
        ageGroups: ['child', 'youth', 'adult'],
        families: true,
        maxHousehold: 6,
      },
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 30,
        occupied: 14,
      },
    ],
  },
  {
    id: 'fanfare-de-la-ruelle',
    provider: 'fanfare-de-la-ruelle',
    listed: {
      name: {
        fr: 'Fanfare de la ruelle',
        en: 'Alley Marching Band',
      },
      kind: 'recreation',
      area: 'sud-ouest',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['child', 'youth', 'adult', 'senior'],
        families: true,
        maxHousehold: 6,
      },
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 25,
        occupied: 9,
      },
    ],
  },
  {
    id: 'camp-des-erables',
    provider: 'camp-des-erables',
    listed: {
      name: {
        fr: 'Camp de jour des Érables',
        en: 'Maples Day Camp',
      },
      kind: 'recreation',
      area: 'vieux-port',
      languages: ['fr', 'en'],
      accepts: {
        ageGroups: ['child', 'youth'],
        families: true,
        maxHousehold: 6,
      },
      opening: {
        timeZone: 'America/Toronto',
        hours: [
          {
            days: ['mo', 'tu', 'we', 'th', 'fr'],
            opens: '08:00',
            closes: '18:00',
          },
        ],
      },
      unitTypes: ['seat'],
    },
    units: [
      {
        unitType: 'seat',
        total: 35,
        occupied: 28,
      },
    ],
  },
];
