import { event } from './definition.js';
import { phraseListSchema } from './phrasebook/phrase-schema.js';
import { PHRASEBOOK } from './phrasebook/phrasebook.js';
import { closed, described, distinct, freeText, list, type Static } from './schema.js';
import {
  accessibility,
  area,
  household,
  interpreter,
  language,
  need,
  pets,
  serviceId,
  withdrawalReason,
} from './vocabulary.js';

export const phrases = phraseListSchema(PHRASEBOOK);

const note = described(
  'Texte libre, refusé sauf si la ville l’autorise',
  'Free text, refused unless the city allows it',
  freeText(500),
);

const intake = closed(
  {
    household,
    language,
    needs: described('Besoins codés', 'Coded needs', list(need, 1, 12)),
  },
  {
    interpreter,
    area,
    accessibility,
    pets,
    exclusions: described(
      'Services où ne jamais envoyer ce ménage',
      'Services where this household must never be sent',
      distinct(serviceId, 0, 50),
    ),
    phrases,
    note,
  },
);

/** Data of an intake: the make-up of a household and its coded needs. */
export type IntakeData = Static<typeof intake>;

export const INTAKE_EVENTS = {
  'havre.intake.received.v1': event({
    topic: 'havre.intake',
    key: 'intakeId',
    direction: 'partner',
    publishers: ['department'],
    title: { fr: 'Demande reçue', en: 'Intake received' },
    description: {
      fr: 'Un service municipal a rencontré un ménage et code ses besoins. Un aiguillage s’ouvre par besoin.',
      en: 'A department met a household and codes its needs. One referral opens per need.',
    },
    schema: intake,
    example: {
      source: '/departments/accueil',
      data: {
        household: {
          members: [{ ageGroup: 'adult', gender: 'woman' }, { ageGroup: 'child' }],
        },
        language: 'fr',
        area: 'ville-marie',
        needs: [
          { kind: 'shelter', unitType: 'bed', quantity: 2, priority: 'urgent' },
          { kind: 'food', unitType: 'parcel', quantity: 1, priority: 'routine' },
        ],
        accessibility: ['ground-floor'],
        phrases: [{ code: 'arrives-after', parameters: { time: '18:30' } }],
      },
    },
  }),
  'havre.intake.corrected.v1': event({
    topic: 'havre.intake',
    key: 'intakeId',
    direction: 'partner',
    publishers: ['department'],
    title: { fr: 'Demande corrigée', en: 'Intake corrected' },
    description: {
      fr: 'Le même service municipal remplace le contenu de sa demande; le tour dans la file est gardé.',
      en: 'The same department replaces the content of its intake; the turn in the line is kept.',
    },
    schema: intake,
    example: {
      source: '/departments/accueil',
      subject: '0198c0de-0001-7000-8000-000000000001',
      data: {
        household: {
          members: [{ ageGroup: 'adult', gender: 'woman' }, { ageGroup: 'child' }, { ageGroup: 'infant' }],
        },
        language: 'fr',
        area: 'ville-marie',
        needs: [{ kind: 'shelter', unitType: 'bed', quantity: 2, priority: 'urgent' }],
        phrases: [{ code: 'crib-needed', parameters: { count: 1 } }],
      },
    },
  }),
  'havre.intake.withdrawn.v1': event({
    topic: 'havre.intake',
    key: 'intakeId',
    direction: 'partner',
    publishers: ['department'],
    title: { fr: 'Demande retirée', en: 'Intake withdrawn' },
    description: {
      fr: 'Le service municipal retire d’un coup tous les aiguillages de sa demande qui ne sont pas terminés.',
      en: 'The department withdraws at once every referral of its intake that has not ended.',
    },
    schema: closed({}, { reason: withdrawalReason }),
    example: {
      source: '/departments/accueil',
      subject: '0198c0de-0001-7000-8000-000000000001',
      data: { reason: 'found-elsewhere' },
    },
  }),
} as const;
