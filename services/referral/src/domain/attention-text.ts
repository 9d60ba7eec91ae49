import type { AttentionReason } from './draft.js';
import type { PassedReason } from './passed-service.js';

interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** Why a person is asked, and what there is to decide. */
export const ATTENTION_TEXT: Readonly<Record<AttentionReason, Bilingual>> = {
  'loop-cap': {
    fr: 'Trop d’offres n’ont pas abouti. Cherchez avec le service municipal ce qui conviendrait.',
    en: 'Too many offers came to nothing. Find out with the department what would suit.',
  },
  'all-stale': {
    fr: 'Tous les décomptes sont trop anciens. Appelez les services de la liste, le premier d’abord; un décompte confirmé relance l’offre.',
    en: 'All counts are too old. Ring the services on the list, the first one first; one confirmed count releases the offer.',
  },
  safety: {
    fr: 'La sécurité est en jeu et aucune place n’est libre. Parlez au service municipal avant de relancer.',
    en: 'Safety is at stake and no place is free. Speak with the department before looking again.',
  },
  'returned-inside': {
    fr: 'Le ménage est à l’intérieur et le service ne peut plus le garder. Personne n’est déplacé sans vous.',
    en: 'The household is inside and the service can keep it no longer. Nobody is moved without you.',
  },
  discarded: {
    fr: 'Un événement de cet aiguillage a été écarté par une personne. Vérifiez avec le service municipal où en est le ménage.',
    en: 'A person discarded an event of this referral. Check with the department where the household stands.',
  },
  'none-elsewhere': {
    fr: 'Le ménage reste où il est: aucun autre service ne l’accueille. Décidez avec le service municipal.',
    en: 'The household stays where it is: no other service takes it in. Decide with the department.',
  },
};

/** What came of asking a service. */
export const TRIED_TEXT: Readonly<Record<PassedReason, Bilingual>> = {
  'no-place': {
    fr: 'Le service a dit ne plus avoir de place.',
    en: 'The service said that it has no place.',
  },
  'not-eligible': {
    fr: 'Le service a dit ne pas accueillir un tel ménage.',
    en: 'The service said that it does not take in such a household.',
  },
  'client-refused': { fr: 'Le ménage n’a pas voulu y aller.', en: 'The household did not want to go there.' },
  safety: { fr: 'Raison de sécurité: plus jamais là.', en: 'A reason of safety: never there again.' },
  'no-answer': {
    fr: 'Le service n’a pas pu joindre le ménage.',
    en: 'The service could not reach the household.',
  },
  'other-service-better': {
    fr: 'Un autre service convient mieux.',
    en: 'Another service suits better.',
  },
  expired: { fr: 'L’offre est restée sans suite.', en: 'Nothing came of the offer in its time.' },
  returned: {
    fr: 'Le service avait accepté et n’a pas pu tenir parole.',
    en: 'The service had accepted and could not keep its word.',
  },
  full: { fr: 'Les places venaient d’être prises.', en: 'The places had just been taken.' },
  'unknown-unit': {
    fr: 'Le service ne compte pas de telles places.',
    en: 'The service counts no such places.',
  },
  'report-expired': { fr: 'Le décompte était trop ancien.', en: 'The count was too old.' },
  closed: { fr: 'Le service venait de fermer.', en: 'The service had just closed.' },
  'share-cap': {
    fr: 'La part du service municipal y était atteinte.',
    en: 'The department had reached its share there.',
  },
  'need-cap': {
    fr: 'Un seul besoin ne peut y prendre autant de places.',
    en: 'One need may not take so many places there.',
  },
  inside: { fr: 'Le ménage y est déjà.', en: 'The household is there already.' },
  gone: { fr: 'La place n’était plus gardée.', en: 'The place was no longer kept.' },
};
