import { event } from './definition.js';
import {
  choice,
  closed,
  described,
  distinct,
  flag,
  freeText,
  list,
  text,
  whole,
  type Static,
} from './schema.js';
import {
  accessibility,
  ageGroup,
  area,
  gender,
  kind,
  language,
  location,
  taxonomy,
  unitType,
} from './vocabulary.js';

const clockTime = text('^([01][0-9]|2[0-3]):[0-5][0-9]$', 5, 5);

const opening = described(
  'Heures d’ouverture locales; absentes: toujours ouvert',
  'Local opening hours; absent: always open',
  closed({
    timeZone: text('^[A-Za-z_]+(/[A-Za-z0-9_+\\-]+){0,2}$', 64),
    hours: list(
      closed({
        days: distinct(choice(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']), 1, 7),
        opens: clockTime,
        closes: clockTime,
      }),
      1,
      28,
    ),
  }),
);

const accepts = described(
  'Ménages que le service accueille',
  'Households that the service takes in',
  closed(
    { ageGroups: distinct(ageGroup, 1, 5), families: flag, maxHousehold: whole(1, 20) },
    { genders: distinct(gender, 1, 3) },
  ),
);

const serviceListed = closed(
  {
    name: described('Nom public', 'Public name', closed({ fr: freeText(120), en: freeText(120) })),
    kind,
    area,
    languages: described('Langues parlées', 'Languages spoken', distinct(language, 1, 40)),
    accepts,
    unitTypes: described('Unités offertes', 'Units offered', distinct(unitType, 1, 6)),
  },
  {
    taxonomy: list(taxonomy, 0, 20),
    location,
    accessibility,
    pets: described(
      'Animaux admis',
      'Pets allowed',
      closed({ dogs: flag, cats: flag }, { maxWeightKg: whole(1, 100) }),
    ),
    opening,
    acceptance: described(
      'Réponse aux offres, manuelle par défaut',
      'How offers are answered, manual by default',
      choice(['manual', 'automatic']),
    ),
    confidential: described(
      'Service confidentiel: compté dans le total de son secteur seulement',
      'Confidential service: counted in the total of its area only',
      flag,
    ),
  },
);

/** A directory entry: what a service is and whom it takes in. */
export type ServiceListing = Static<typeof serviceListed>;
/** Opening hours in local time. */
export type OpeningHours = Static<typeof opening>;

export const DIRECTORY_EVENTS = {
  'havre.service.listed.v1': event({
    topic: 'havre.directory',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Service inscrit au répertoire', en: 'Service listed' },
    description: {
      fr: 'Un organisme décrit un de ses services; la dernière description remplace les précédentes.',
      en: 'A provider describes one of its services; the latest description replaces those before.',
    },
    schema: serviceListed,
    example: {
      source: '/providers/maison-bonaventure',
      subject: 'maison-bonaventure-lits',
      data: {
        name: { fr: 'Maison Bonaventure, lits', en: 'Maison Bonaventure, beds' },
        kind: 'shelter',
        area: 'ville-marie',
        location: { latitude: 45.4995, longitude: -73.5617 },
        languages: ['fr', 'en'],
        accepts: { ageGroups: ['adult', 'senior'], families: false, maxHousehold: 2 },
        accessibility: ['step-free', 'ground-floor'],
        pets: { dogs: true, cats: true, maxWeightKg: 30 },
        unitTypes: ['bed'],
        acceptance: 'manual',
      },
    },
  }),
  'havre.service.delisted.v1': event({
    topic: 'havre.directory',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Service retiré du répertoire', en: 'Service delisted' },
    description: {
      fr: 'L’organisme retire un de ses services; plus rien ne lui est offert.',
      en: 'The provider withdraws one of its services; nothing more is offered to it.',
    },
    schema: closed({}),
    example: { source: '/providers/maison-bonaventure', subject: 'maison-bonaventure-lits', data: {} },
  }),
} as const;
