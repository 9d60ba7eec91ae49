import { event } from './definition.js';
import { choice, closed, described, flag, utcDateTime, whole } from './schema.js';
import { holdId, placeDate, placeTime, publisher, quantity, sleeps, unitType } from './vocabulary.js';

const EXAMPLE_HOLD = '0198c0de-0003-7000-8000-000000000003';
const EXAMPLE_EXPIRY = '2026-11-22T21:15:00.000Z';
const SERVICE = 'maison-bonaventure-lits';

const fromReferral = {
  topic: 'havre.capacity',
  key: 'serviceId',
  direction: 'system',
  publishers: ['referral'],
} as const;
const fromCapacity = {
  topic: 'havre.capacity',
  key: 'serviceId',
  direction: 'system',
  publishers: ['capacity'],
} as const;

const expiresAt = described('Fin de la réservation', 'When the hold ends', utcDateTime);

export const HOLD_EVENTS = {
  'havre.hold.requested.v1': event({
    ...fromReferral,
    title: { fr: 'Réservation demandée', en: 'Hold requested' },
    description: {
      fr: 'Réserver des places, toutes ou aucune, le temps que l’organisme réponde.',
      en: 'Hold places, all or none, while the provider answers.',
    },
    schema: closed(
      {
        holdId,
        unitType,
        quantity,
        publisher,
        offerMinutes: described('Durée de l’offre, en minutes', 'Minutes the offer lasts', whole(1, 1440)),
      },
      { sleeps, date: placeDate, time: placeTime },
    ),
    example: {
      source: '/services/referral',
      subject: SERVICE,
      data: {
        holdId: EXAMPLE_HOLD,
        unitType: 'bed',
        quantity: 2,
        publisher: '/departments/accueil',
        offerMinutes: 15,
      },
    },
  }),
  'havre.hold.confirmation-requested.v1': event({
    ...fromReferral,
    title: { fr: 'Confirmation demandée', en: 'Hold confirmation requested' },
    description: {
      fr: 'L’organisme a accepté: garder les places le temps du trajet.',
      en: 'The provider accepted: keep the places for the journey.',
    },
    schema: closed({
      holdId,
      journeyMinutes: described('Durée du trajet, en minutes', 'Minutes for the journey', whole(1, 1440)),
    }),
    example: {
      source: '/services/referral',
      subject: SERVICE,
      data: { holdId: EXAMPLE_HOLD, journeyMinutes: 90 },
    },
  }),
  'havre.hold.occupation-requested.v1': event({
    ...fromReferral,
    title: { fr: 'Occupation demandée', en: 'Hold occupation requested' },
    description: {
      fr: 'Le ménage est arrivé: compter les places comme occupées.',
      en: 'The household arrived: count the places as occupied.',
    },
    schema: closed(
      { holdId },
      { arrivedAt: described('Heure de l’arrivée', 'When they arrived', utcDateTime) },
    ),
    example: { source: '/services/referral', subject: SERVICE, data: { holdId: EXAMPLE_HOLD } },
  }),
  'havre.hold.release-requested.v1': event({
    ...fromReferral,
    title: { fr: 'Libération demandée', en: 'Hold release requested' },
    description: {
      fr: 'Rendre les places. `correctAvailability`: l’organisme dit n’avoir plus de place.',
      en: 'Give the places back. `correctAvailability`: the provider says it has no place left.',
    },
    schema: closed({ holdId }, { correctAvailability: flag }),
    example: { source: '/services/referral', subject: SERVICE, data: { holdId: EXAMPLE_HOLD } },
  }),
  'havre.hold.placed.v1': event({
    ...fromCapacity,
    title: { fr: 'Places réservées', en: 'Hold placed' },
    description: {
      fr: 'Les places sont réservées jusqu’à `expiresAt`.',
      en: 'The places are held until `expiresAt`.',
    },
    schema: closed({ holdId, expiresAt }),
    example: {
      source: '/services/capacity',
      subject: SERVICE,
      data: { holdId: EXAMPLE_HOLD, expiresAt: EXAMPLE_EXPIRY },
    },
  }),
  'havre.hold.refused.v1': event({
    ...fromCapacity,
    title: { fr: 'Réservation refusée', en: 'Hold refused' },
    description: {
      fr: 'Les places n’ont pas pu être réservées ou gardées.',
      en: 'The places could not be held or kept.',
    },
    schema: closed({
      holdId,
      reason: choice(['full', 'unknown-unit', 'report-expired', 'closed', 'share-cap', 'need-cap', 'gone']),
    }),
    example: {
      source: '/services/capacity',
      subject: SERVICE,
      data: { holdId: EXAMPLE_HOLD, reason: 'full' },
    },
  }),
  'havre.hold.confirmed.v1': event({
    ...fromCapacity,
    title: { fr: 'Réservation confirmée', en: 'Hold confirmed' },
    description: {
      fr: 'Les places sont gardées pour le trajet jusqu’à `expiresAt`.',
      en: 'The places are kept for the journey until `expiresAt`.',
    },
    schema: closed({ holdId, expiresAt }),
    example: {
      source: '/services/capacity',
      subject: SERVICE,
      data: { holdId: EXAMPLE_HOLD, expiresAt: '2026-11-22T22:35:00.000Z' },
    },
  }),
  'havre.hold.occupied.v1': event({
    ...fromCapacity,
    title: { fr: 'Places occupées', en: 'Hold occupied' },
    description: {
      fr: 'Les places réservées sont maintenant occupées.',
      en: 'The held places are now occupied.',
    },
    schema: closed({ holdId }),
    example: { source: '/services/capacity', subject: SERVICE, data: { holdId: EXAMPLE_HOLD } },
  }),
  'havre.hold.released.v1': event({
    ...fromCapacity,
    title: { fr: 'Places libérées', en: 'Hold released' },
    description: { fr: 'Les places sont de nouveau libres.', en: 'The places are free again.' },
    schema: closed({ holdId }),
    example: { source: '/services/capacity', subject: SERVICE, data: { holdId: EXAMPLE_HOLD } },
  }),
  'havre.hold.expired.v1': event({
    ...fromCapacity,
    title: { fr: 'Réservation échue', en: 'Hold expired' },
    description: {
      fr: 'Le temps est écoulé, pendant l’offre ou pendant le trajet; les places sont rendues une seule fois.',
      en: 'Time ran out, during the offer or the journey; the places are given back once.',
    },
    schema: closed({ holdId, phase: choice(['offer', 'journey']) }),
    example: {
      source: '/services/capacity',
      subject: SERVICE,
      data: { holdId: EXAMPLE_HOLD, phase: 'offer' },
    },
  }),
} as const;
