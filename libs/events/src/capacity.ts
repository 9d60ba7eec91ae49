import { event } from './definition.js';
import { choice, closed, dateTime, described, list, utcDateTime, whole, type Static } from './schema.js';
import { placeCount, placeDate, placeTime, sleeps, unitType } from './vocabulary.js';

const SERVICE = { source: '/providers/maison-bonaventure', subject: 'maison-bonaventure-lits' } as const;
const funded = described('Places financées', 'Places that are funded', placeCount);
const places = described('Nombre de places', 'How many places', whole(1, 1_000));

const reportedUnit = closed(
  {
    unitType,
    total: described('Places en service', 'Places in service', placeCount),
    occupied: described('Places occupées', 'Places occupied', placeCount),
  },
  { sleeps, date: placeDate, time: placeTime, funded },
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
  {
    sleeps,
    date: placeDate,
    time: placeTime,
    funded,
    outOfService: described('Places hors service', 'Places out of service', placeCount),
    surge: described('Places d’appoint ouvertes', 'Surge places open', placeCount),
    deficit: described(
      'Places promises au-delà de celles en service: personne n’est mis dehors',
      'Places promised above those in service: nobody is evicted',
      placeCount,
    ),
    drift: described(
      'Places occupées selon le dernier décompte, moins celles que le registre comptait alors',
      'Occupied places of the last count, less those that the ledger counted at that time',
      whole(-100_000, 100_000),
    ),
  },
);

const oneUnit = { unitType, quantity: places } as const;
const unitDetails = { sleeps, date: placeDate, time: placeTime } as const;

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
  'havre.capacity.adjusted.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Places en service ajustées', en: 'Capacity adjusted' },
    description: {
      fr: 'Des places sortent de service ou y reviennent, ou des places d’appoint ouvrent ou ferment. Le prochain décompte remplace ces ajustements, sauf s’il trouve autant de places en service qu’eux: alors ils restent, et finissent à leur heure. `until`: jusqu’à quand, pour une sortie ou un appoint.',
      en: 'Places go out of service or come back, or surge places open or close. The next count replaces these adjustments, unless it finds as many places in service as they leave: then they stay, and end in their time. `until`: until when, for places that are out or surge.',
    },
    schema: closed(
      {
        ...oneUnit,
        change: described(
          'Ce qui change',
          'What changes',
          choice(['out-of-service', 'back-in-service', 'surge-opened', 'surge-closed']),
        ),
        reason: described(
          'Raison',
          'Reason',
          choice([
            'turnaround',
            'cleaning',
            'repair',
            'damage',
            'pests',
            'staffing',
            'isolation',
            'cold',
            'heat',
            'storm',
            'demand',
            'other',
          ]),
        ),
      },
      { ...unitDetails, until: dateTime },
    ),
    example: {
      ...SERVICE,
      data: { unitType: 'bed', quantity: 2, change: 'out-of-service', reason: 'repair' },
    },
  }),
  'havre.capacity.walked-in.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Arrivée sans aiguillage', en: 'Walk-in' },
    description: {
      fr: 'Un ménage qu’aucun aiguillage n’annonçait prend ces places, toutes ou aucune. Sans place: `event.not-applied`, `no-place`.',
      en: 'A household that no referral announced takes these places, all or none. Without places: `event.not-applied`, `no-place`.',
    },
    schema: closed(oneUnit, unitDetails),
    example: { ...SERVICE, data: { unitType: 'bed', quantity: 1 } },
  }),
  'havre.capacity.vacated.v1': event({
    topic: 'havre.capacity',
    key: 'serviceId',
    direction: 'partner',
    publishers: ['provider'],
    title: { fr: 'Places quittées', en: 'Places vacated' },
    description: {
      fr: 'Des places occupées sont de nouveau libres, ou prêtes plus tard, à `readyAt`.',
      en: 'Occupied places are free again, or ready later, at `readyAt`.',
    },
    schema: closed(oneUnit, { ...unitDetails, readyAt: dateTime }),
    example: { ...SERVICE, data: { unitType: 'bed', quantity: 1 } },
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
