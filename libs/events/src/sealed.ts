import { event } from './definition.js';
import { choice, closed, described, text, whole } from './schema.js';
import { publisher, slug, uuid } from './vocabulary.js';

/** Where a sealed event stood on its publisher's own topic: the publisher knows it from its producer. */
const position = described(
  'Position de l’événement scellé dans le sujet Kafka de son auteur',
  'Position of the sealed event on its publisher’s Kafka topic',
  closed({
    partition: whole(0, 1_000_000),
    offset: described('Nombre entier, en texte', 'Whole number, as text', text('^(0|[1-9][0-9]{0,18})$', 19)),
  }),
);

const EXAMPLE = {
  publisher: '/departments/accueil',
  position: { partition: 3, offset: '41' },
} as const;

/** The verdicts of the sealed door, each given to its publisher alone. */
export const SEALED_EVENTS = {
  'havre.event.accepted.v1': event({
    topic: 'havre.receipt',
    key: 'receiptId',
    direction: 'system',
    publishers: ['policy-gate'],
    title: { fr: 'Événement scellé accepté', en: 'Sealed event accepted' },
    description: {
      fr: 'Un événement scellé est écrit pour de bon, sous ce reçu. Remis à celui qui l’a publié seulement.',
      en: 'A sealed event is written for good, under this receipt. Given only to whoever published it.',
    },
    schema: closed({
      publisher,
      receipt: described(
        'Reçu, le même pour la même source et le même id',
        'Receipt, the same for the same source and id',
        uuid,
      ),
      subject: described('Ce dont parle l’événement', 'What the event is about', slug),
      position,
    }),
    example: {
      source: '/services/policy-gate',
      subject: '0198c0de-0004-7000-8000-000000000004',
      data: {
        ...EXAMPLE,
        receipt: '0198c0de-0004-7000-8000-000000000004',
        subject: '0198c0de-0001-7000-8000-000000000001',
      },
    },
  }),
  'havre.event.not-routable.v1': event({
    topic: 'havre.receipt',
    key: 'receiptId',
    direction: 'system',
    publishers: ['policy-gate'],
    title: { fr: 'Événement scellé non acheminable', en: 'Sealed event not routable' },
    description: {
      fr: 'La réponse neutre de la porte : rien n’a été gardé, les besoins seuls peuvent être renvoyés tout de suite. Remis à celui qui l’a publié seulement.',
      en: 'The neutral answer of the door: nothing was kept, the needs alone can be sent at once. Given only to whoever published it.',
    },
    schema: closed(
      { publisher, position },
      {
        code: described(
          'Seulement quand la porte le dirait aussi en HTTP ; absent, c’est la réponse neutre',
          'Only where the door would say it over HTTP too; absent, it is the neutral answer',
          choice(['id-reused', 'source-not-allowed', 'type-not-allowed', 'too-large']),
        ),
      },
    ),
    example: {
      source: '/services/policy-gate',
      subject: '0198c0de-0004-8000-8000-000000000005',
      data: EXAMPLE,
    },
  }),
  'havre.event.unopened.v1': event({
    topic: 'havre.receipt',
    key: 'receiptId',
    direction: 'system',
    publishers: ['policy-gate'],
    title: { fr: 'Événement scellé non ouvert', en: 'Sealed event not opened' },
    description: {
      fr: 'Ce qui est arrivé n’a pas pu être ouvert (en clair, autre clé, clé périmée, répété, abîmé) : à sceller de nouveau, avec une clé en cours. Remis à celui qui l’a publié seulement.',
      en: 'What came could not be opened (in the clear, another key, an expired key, repeated, damaged): seal it again, to a current key. Given only to whoever published it.',
    },
    schema: closed({ publisher, position }),
    example: {
      source: '/services/policy-gate',
      subject: '0198c0de-0004-8000-8000-000000000006',
      data: EXAMPLE,
    },
  }),
} as const;
