import { event } from './definition.js';
import { choice, closed, described, whole } from './schema.js';
import { spokenCode, withdrawalReason } from './vocabulary.js';

const fromProvider = {
  topic: 'havre.referral',
  key: 'referralId',
  direction: 'partner',
  publishers: ['provider'],
} as const;
const fromDepartment = { ...fromProvider, publishers: ['department'] } as const;

const REFERRAL = '0198c0de-0002-7000-8000-000000000002';
const byProvider = { source: '/providers/maison-bonaventure', subject: REFERRAL } as const;
const byDepartment = { source: '/departments/accueil', subject: REFERRAL } as const;

export const REFERRAL_ANSWER_EVENTS = {
  'havre.referral.accepted.v1': event({
    ...fromProvider,
    title: { fr: 'Offre acceptée', en: 'Offer accepted' },
    description: {
      fr: 'L’organisme accepte; la place est gardée le temps du trajet, en minutes.',
      en: 'The provider accepts; the place is kept for the journey, in minutes.',
    },
    schema: closed(
      {},
      { journeyMinutes: described('Durée du trajet, en minutes', 'Minutes for the journey', whole(5, 120)) },
    ),
    example: { ...byProvider, data: { journeyMinutes: 60 } },
  }),
  'havre.referral.declined.v1': event({
    ...fromProvider,
    title: { fr: 'Offre refusée', en: 'Offer declined' },
    description: {
      fr: 'L’organisme refuse, avec une raison codée; chaque raison a sa conséquence.',
      en: 'The provider declines, with a coded reason; each reason has its consequence.',
    },
    schema: closed({
      reason: choice([
        'no-place',
        'not-eligible',
        'client-refused',
        'safety',
        'no-answer',
        'other-service-better',
      ]),
    }),
    example: { ...byProvider, data: { reason: 'no-place' } },
  }),
  'havre.referral.arrived.v1': event({
    ...fromProvider,
    title: { fr: 'Ménage arrivé', en: 'Household arrived' },
    description: {
      fr: 'Le ménage est à la porte et a dit son code.',
      en: 'The household is at the door and said its code.',
    },
    schema: closed({}, { code: spokenCode }),
    example: { ...byProvider, data: { code: 'érable rivière 42' } },
  }),
  'havre.referral.returned.v1': event({
    ...fromProvider,
    title: { fr: 'Acceptation reprise', en: 'Acceptance returned' },
    description: {
      fr: 'L’organisme avait accepté et ne peut plus tenir parole.',
      en: 'The provider had accepted and cannot keep its word.',
    },
    schema: closed({ reason: choice(['closing', 'damage', 'staffing', 'overfull', 'safety']) }),
    example: { ...byProvider, data: { reason: 'damage' } },
  }),
  'havre.referral.completed.v1': event({
    ...fromProvider,
    title: { fr: 'Service rendu', en: 'Referral completed' },
    description: {
      fr: 'Le besoin est comblé; l’aiguillage est terminé.',
      en: 'The need is met; the referral has ended.',
    },
    schema: closed({}),
    example: { ...byProvider, data: {} },
  }),
  'havre.referral.not-arrived.v1': event({
    ...fromProvider,
    title: { fr: 'Ménage non arrivé', en: 'Household did not arrive' },
    description: {
      fr: 'Le ménage n’est pas venu; la place est rendue.',
      en: 'The household did not come; the place is given back.',
    },
    schema: closed({}),
    example: { ...byProvider, data: {} },
  }),
  'havre.referral.withdrawn.v1': event({
    ...fromDepartment,
    title: { fr: 'Aiguillage retiré', en: 'Referral withdrawn' },
    description: {
      fr: 'Le service municipal retire l’aiguillage; une acceptation simultanée ne l’emporte pas.',
      en: 'The department withdraws the referral; a simultaneous acceptance does not win over it.',
    },
    schema: closed({}, { reason: withdrawalReason }),
    example: { ...byDepartment, data: { reason: 'found-elsewhere' } },
  }),
  'havre.referral.reopened.v1': event({
    ...fromDepartment,
    title: { fr: 'Aiguillage rouvert', en: 'Referral reopened' },
    description: {
      fr: 'Le service municipal rouvre un aiguillage terminé, pendant la durée de conservation.',
      en: 'The department reopens a referral that ended, within the retention time.',
    },
    schema: closed({}),
    example: { ...byDepartment, data: {} },
  }),
  'havre.referral.transfer-requested.v1': event({
    ...fromProvider,
    publishers: ['department', 'provider'],
    title: { fr: 'Transfert demandé', en: 'Transfer requested' },
    description: {
      fr: 'Le ménage est arrivé, et une autre place lui conviendrait mieux. Il garde la sienne jusqu’à l’arrivée là-bas.',
      en: 'The household arrived, and another place would suit it better. It keeps its own until it arrives there.',
    },
    schema: closed({
      reason: choice([
        'better-fit',
        'closer',
        'safety',
        'health',
        'household-change',
        'stay-limit',
        'service-closing',
      ]),
    }),
    example: { ...byDepartment, data: { reason: 'better-fit' } },
  }),
} as const;
