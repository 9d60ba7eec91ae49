import { event } from './definition.js';
import {
  choice,
  closed,
  described,
  distinct,
  flag,
  freeText,
  fullDate,
  list,
  text,
  whole,
  type Static,
} from './schema.js';
import {
  accessibility,
  ageGroup,
  area,
  clockTime,
  gender,
  kind,
  language,
  location,
  taxonomy,
  unitType,
} from './vocabulary.js';

const opening = described(
  'Heures d’ouverture locales; absentes: toujours ouvert',
  'Local opening hours; absent: always open',
  closed(
    {
      timeZone: text('^[A-Za-z_]+(/[A-Za-z0-9_+\\-]+){0,2}$', 64),
      hours: list(
        closed({
          days: distinct(choice(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']), 1, 7),
          opens: clockTime,
          closes: clockTime,
        }),
        0,
        28,
      ),
    },
    {
      schedules: described(
        'Horaires qui se répètent selon une règle (RFC 5545), en plus des heures de la semaine',
        'Hours that recur by a rule (RFC 5545), beside the weekly hours',
        list(
          closed(
            {
              rrule: text('^[A-Z0-9=;,:+\\-]{6,200}$', 200),
              from: fullDate,
              opens: clockTime,
              closes: clockTime,
            },
            { until: fullDate },
          ),
          0,
          28,
        ),
      ),
      exceptions: described(
        'Jours qui ne suivent pas l’horaire; sans heures: fermé',
        'Days that do not follow the schedule; without hours: closed',
        list(closed({ date: fullDate }, { opens: clockTime, closes: clockTime }), 0, 60),
      ),
    },
  ),
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
    limits: described(
      'Limites de ce service, à la place de celles de la ville',
      'Limits of this service, instead of the city’s',
      closed(
        {},
        {
          publisherSharePercent: described(
            'Part des places qu’un seul service municipal peut tenir, en pour cent',
            'Share of the places that one department may hold, in percent',
            whole(1, 100),
          ),
          placesPerNeed: described(
            'Places qu’un seul besoin peut tenir',
            'Places that one need may hold',
            whole(1, 100),
          ),
        },
      ),
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
