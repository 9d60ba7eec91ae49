import { event } from './definition.js';
import { choice, closed, described } from './schema.js';
import { partnerSource } from './vocabulary.js';

const PARTNER_TYPES = [
  'havre.intake.received.v1',
  'havre.intake.corrected.v1',
  'havre.intake.withdrawn.v1',
  'havre.capacity.reported.v1',
  'havre.capacity.confirmed.v1',
  'havre.capacity.adjusted.v1',
  'havre.capacity.walked-in.v1',
  'havre.capacity.vacated.v1',
  'havre.service.closed.v1',
  'havre.service.listed.v1',
  'havre.service.delisted.v1',
  'havre.referral.accepted.v1',
  'havre.referral.declined.v1',
  'havre.referral.arrived.v1',
  'havre.referral.returned.v1',
  'havre.referral.completed.v1',
  'havre.referral.not-arrived.v1',
  'havre.referral.withdrawn.v1',
  'havre.referral.reopened.v1',
  'havre.referral.transfer-requested.v1',
] as const;

export const RECEIPT_EVENTS = {
  'havre.event.not-applied.v1': event({
    topic: 'havre.receipt',
    key: 'receiptId',
    direction: 'system',
    publishers: ['policy-gate', 'referral', 'capacity'],
    title: { fr: 'Événement sans effet', en: 'Event not applied' },
    description: {
      fr: 'Un événement reçu n’a pas pu être appliqué. Remis à celui qui l’a publié seulement.',
      en: 'An event that was received could not be applied. Given only to whoever published it.',
    },
    schema: closed({
      type: described('Genre de l’événement', 'Type of the event', choice(PARTNER_TYPES)),
      publisher: partnerSource,
      reason: described(
        'Raison; `unknown-subject` vaut aussi pour ce qui est à quelqu’un d’autre',
        'Reason; `unknown-subject` also stands for what belongs to somebody else',
        choice([
          'too-late',
          'wrong-code',
          'unknown-subject',
          'not-in-this-state',
          'no-place',
          'older-than-current',
          'withdrawn',
          'discarded',
          'too-many-attempts',
        ]),
      ),
    }),
    example: {
      source: '/services/referral',
      subject: '0198c0de-0004-7000-8000-000000000004',
      data: {
        type: 'havre.referral.accepted.v1',
        publisher: '/providers/maison-bonaventure',
        reason: 'too-late',
      },
    },
  }),
} as const;
