import { event } from './definition.js';
import { phrases } from './intake.js';
import { choice, closed, described, distinct, utcDateTime, whole, type Static } from './schema.js';
import {
  accessibility,
  holdId,
  household,
  intakeId,
  interpreter,
  kind,
  language,
  pets,
  placeDate,
  placeTime,
  priority,
  providerSource,
  publisher,
  quantity,
  serviceId,
  sleeps,
  spokenCode,
  unitType,
} from './vocabulary.js';

const system = {
  topic: 'havre.referral',
  key: 'referralId',
  direction: 'system',
  publishers: ['referral'],
} as const;

const INTAKE = '0198c0de-0001-7000-8000-000000000001';
const from = { source: '/services/referral', subject: '0198c0de-0002-7000-8000-000000000002' } as const;
const owner = { intakeId: INTAKE, publisher: '/departments/accueil' } as const;

const offered = closed(
  {
    intakeId,
    publisher,
    kind,
    serviceId,
    provider: providerSource,
    holdId,
    unitType,
    quantity,
    code: spokenCode,
    expiresAt: described('Fin de l’offre', 'When the offer ends', utcDateTime),
    household,
    language,
  },
  {
    interpreter,
    accessibility,
    pets,
    phrases,
    sleeps,
    date: placeDate,
    time: placeTime,
    opensAt: described(
      'Quand le service ouvre pour ce ménage, s’il est fermé maintenant',
      'When the service opens for this household, if it is closed now',
      utcDateTime,
    ),
  },
);

/** What is offered to a provider; the spoken code is for the department alone. */
export type OfferData = Static<typeof offered>;

export const REFERRAL_EVENTS = {
  'havre.referral.opened.v1': event({
    ...system,
    title: { fr: 'Aiguillage ouvert', en: 'Referral opened' },
    description: {
      fr: 'Un besoin de la demande est devenu un aiguillage.',
      en: 'One need of the intake became a referral.',
    },
    schema: closed({
      intakeId,
      needIndex: described(
        'Rang du besoin dans la demande',
        'Position of the need in the intake',
        whole(0, 11),
      ),
      kind,
      priority,
      publisher,
    }),
    example: { ...from, data: { ...owner, needIndex: 0, kind: 'shelter', priority: 'urgent' } },
  }),
  'havre.referral.offered.v1': event({
    ...system,
    title: { fr: 'Place offerte', en: 'Place offered' },
    description: {
      fr: 'Une place est réservée et offerte à un organisme, qui répond avant `expiresAt`. Le code n’est remis qu’au service municipal.',
      en: 'A place is held and offered to a provider, who answers before `expiresAt`. Only the department is given the code.',
    },
    schema: offered,
    example: {
      ...from,
      data: {
        ...owner,
        kind: 'shelter',
        serviceId: 'maison-bonaventure-lits',
        provider: '/providers/maison-bonaventure',
        holdId: '0198c0de-0003-7000-8000-000000000003',
        unitType: 'bed',
        quantity: 2,
        code: 'érable rivière 42',
        expiresAt: '2026-11-22T21:15:00.000Z',
        household: { members: [{ ageGroup: 'adult', gender: 'woman' }, { ageGroup: 'child' }] },
        language: 'fr',
        accessibility: ['ground-floor'],
        phrases: [{ code: 'arrives-after', parameters: { time: '18:30' } }],
      },
    },
  }),
  'havre.referral.place-confirmed.v1': event({
    ...system,
    title: { fr: 'Place gardée', en: 'Place confirmed' },
    description: {
      fr: 'L’organisme a accepté; la place est gardée jusqu’à `until`.',
      en: 'The provider accepted; the place is kept until `until`.',
    },
    schema: closed({ serviceId, until: utcDateTime }),
    example: {
      ...from,
      data: { serviceId: 'maison-bonaventure-lits', until: '2026-11-22T22:35:00.000Z' },
    },
  }),
  'havre.referral.offer-ended.v1': event({
    ...system,
    title: { fr: 'Offre terminée', en: 'Offer ended' },
    description: {
      fr: 'L’offre faite à ce service ne tient plus.',
      en: 'The offer made to this service no longer stands.',
    },
    schema: closed({ serviceId, reason: choice(['expired', 'withdrawn', 'returned', 'corrected']) }),
    example: { ...from, data: { serviceId: 'maison-bonaventure-lits', reason: 'expired' } },
  }),
  'havre.referral.ending-soon.v1': event({
    ...system,
    title: { fr: 'Place bientôt rendue', en: 'Hold ending soon' },
    description: {
      fr: 'La place n’est plus gardée longtemps: l’organisme peut prolonger, le ménage peut encore arriver.',
      en: 'The place is not kept much longer: the provider may prolong, the household may still arrive.',
    },
    schema: closed({
      intakeId,
      publisher,
      serviceId,
      provider: providerSource,
      until: described('Fin de la réservation', 'When the hold ends', utcDateTime),
    }),
    example: {
      ...from,
      data: {
        ...owner,
        serviceId: 'maison-bonaventure-lits',
        provider: '/providers/maison-bonaventure',
        until: '2026-11-22T22:35:00.000Z',
      },
    },
  }),
  'havre.referral.waitlisted.v1': event({
    ...system,
    title: { fr: 'En attente', en: 'Waitlisted' },
    description: {
      fr: 'Aucune place maintenant; une place qui se libère est offerte aussitôt.',
      en: 'No place now; a place that frees up is offered at once.',
    },
    schema: closed({
      intakeId,
      publisher,
      reason: choice(['all-full', 'all-closed', 'all-stale', 'awaiting-turn']),
    }),
    example: { ...from, data: { ...owner, reason: 'all-full' } },
  }),
  'havre.referral.attention-needed.v1': event({
    ...system,
    title: { fr: 'Une personne doit décider', en: 'Attention needed' },
    description: {
      fr: 'La machine s’arrête ici: une personne prend la suite.',
      en: 'The machine stops here: a person takes over.',
    },
    schema: closed(
      {
        intakeId,
        publisher,
        reason: choice(['loop-cap', 'all-stale', 'safety', 'returned-inside', 'discarded', 'none-elsewhere']),
      },
      {
        toRing: described(
          'Services à appeler, le plus prometteur d’abord, quand les décomptes sont trop vieux',
          'Services to ring, the most promising first, when the counts are too old',
          distinct(serviceId, 0, 20),
        ),
      },
    ),
    example: { ...from, data: { ...owner, reason: 'all-stale' } },
  }),
  'havre.referral.unplaced.v1': event({
    ...system,
    title: { fr: 'Aucune place', en: 'Unplaced' },
    description: {
      fr: 'L’aiguillage se termine sans place; la raison dit pourquoi.',
      en: 'The referral ends without a place; the reason says why.',
    },
    schema: closed({
      intakeId,
      publisher,
      reason: choice([
        'none-exists',
        'all-closed',
        'all-full',
        'all-stale',
        'wait-limit',
        'closed-by-person',
      ]),
    }),
    example: { ...from, data: { ...owner, reason: 'none-exists' } },
  }),
  'havre.referral.transfer-opened.v1': event({
    ...system,
    title: { fr: 'Transfert en cours', en: 'Transfer under way' },
    description: {
      fr: 'Une autre place est cherchée; le ménage garde la sienne, à `serviceId`, jusqu’à son arrivée ailleurs.',
      en: 'Another place is sought; the household keeps its own, at `serviceId`, until it arrives elsewhere.',
    },
    schema: closed({ intakeId, publisher, serviceId, provider: providerSource }),
    example: {
      ...from,
      data: { ...owner, serviceId: 'maison-bonaventure-lits', provider: '/providers/maison-bonaventure' },
    },
  }),
  'havre.referral.transfer-ended.v1': event({
    ...system,
    title: { fr: 'Transfert terminé', en: 'Transfer ended' },
    description: {
      fr: 'Le ménage a quitté `serviceId` pour une autre place (`moved`), ou il y reste (`stays`).',
      en: 'The household left `serviceId` for another place (`moved`), or it stays there (`stays`).',
    },
    schema: closed({
      intakeId,
      publisher,
      serviceId,
      provider: providerSource,
      outcome: choice(['moved', 'stays']),
    }),
    example: {
      ...from,
      data: {
        ...owner,
        serviceId: 'maison-bonaventure-lits',
        provider: '/providers/maison-bonaventure',
        outcome: 'moved',
      },
    },
  }),
  'havre.referral.closed.v1': event({
    ...system,
    title: { fr: 'Aiguillage terminé', en: 'Referral closed' },
    description: {
      fr: 'L’aiguillage est terminé, et par qui.',
      en: 'The referral has ended, and by whom.',
    },
    schema: closed({
      intakeId,
      publisher,
      outcome: choice(['completed', 'not-arrived', 'withdrawn']),
      by: choice(['provider', 'department', 'system']),
    }),
    example: { ...from, data: { ...owner, outcome: 'completed', by: 'provider' } },
  }),
} as const;
