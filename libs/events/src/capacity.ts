import { event } from './definition.js';
import { choice, closed, dateTime, described, list, utcDateTime, type Static } from './schema.js';
import { placeCount, placeDate, sleeps, unitType } from './vocabulary.js';

const reportedUnit = closed(
  {
    unitType,
    total: described('Places en tout', 'Places in all', placeCount),
    occupied: described('Places occupées', 'Places occupied', placeCount),
  },
  { sleeps, date: placeDate },
);

const updated = closed(
  {
    unitType,
    total: placeCount,
    occupied: placeCount,
    held: described('Places réservées', 'Places held', placeCount),
    available: described('Places libres', 'Places available', placeCount),
    reportedAt: described('Heure du dernier décompte', 'When the last count was made', utcDateTime),
    freshness: described('Âge du décompte', 'Age of the count', choice(['fresh', 'stale', 'expired'])),
  },
  { sleeps, date: placeDate },
);

/** Absolute counts of one kind of place, as a provider reports them. */
export type ReportedUnit = Static<typeof reportedUnit>;
/** What is known of one kind of place of a service. */
export type CapacityState = Static<typeof updated>;
/** Age of a capacity report. */
export type Freshness = CapacityState['freshness'];

export const CAPACITY_EVENTS = {
  'havre.capacity.reported.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Places déclarées', en: 'Capacity reported' },
    description: {
      fr: 'Décompte absolu des places d’un service, à l’heure de l’événement.',
      en: 'Absolute counts of the places of a service, as of the time of the event.',
    },
    schema: closed({ units: list(reportedUnit, 1, 50) }),
    example: {
      source: '/providers/maison-bonaventure',
      subject: 'maison-bonaventure-lits',
      data: { units: [{ unitType: 'bed', total: 40, occupied: 31 }] },
    },
  }),
  'havre.capacity.confirmed.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Places toujours exactes', en: 'Capacity confirmed' },
    description: {
      fr: 'Le dernier décompte est toujours exact.',
      en: 'The last count is still current.',
    },
    schema: closed({}),
    example: { source: '/providers/maison-bonaventure', subject: 'maison-bonaventure-lits', data: {} },
  }),
  'havre.service.closed.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Service fermé', en: 'Service closed' },
    description: {
      fr: 'Le service ferme, de maintenant ou de `from` jusqu’à `until` ou jusqu’à nouvel ordre.',
      en: 'The service closes, from now or `from`, until `until` or until further notice.',
    },
    schema: closed({}, { from: dateTime, until: dateTime }),
    example: {
      source: '/providers/maison-bonaventure',
      subject: 'maison-bonaventure-lits',
      data: { until: '2026-12-01T08:00:00-05:00' },
    },
  }),
  'havre.capacity.updated.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'system',
    publishers: ['capacity'],
    title: { fr: 'Places mises à jour', en: 'Capacity updated' },
    description: {
      fr: 'Ce que l’on sait maintenant d’une sorte de place d’un service.',
      en: 'What is now known of one kind of place of a service.',
    },
    schema: updated,
    example: {
      source: '/services/capacity',
      subject: 'maison-bonaventure-lits',
      data: {
        unitType: 'bed',
        total: 40,
        occupied: 31,
        held: 2,
        available: 7,
        reportedAt: '2026-11-22T21:00:00.000Z',
        freshness: 'fresh',
      },
    },
  }),
} as const;
