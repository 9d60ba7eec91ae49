import type { NeedKind } from '@havre/events';

export type Language = 'fr' | 'en';

/** What a code is called in a report. */
export type Words<C extends string = string> = Readonly<Record<Language, Readonly<Record<C, string>>>>;

export const KIND_WORDS: Words<NeedKind> = {
  fr: {
    shelter: 'Hébergement',
    housing: 'Logement',
    food: 'Nourriture',
    health: 'Santé',
    integration: 'Intégration',
    recreation: 'Loisirs',
  },
  en: {
    shelter: 'Shelter',
    housing: 'Housing',
    food: 'Food',
    health: 'Health',
    integration: 'Integration',
    recreation: 'Recreation',
  },
};

/** Why there is no place in the end. */
export const UNPLACED_WORDS: Words = {
  fr: {
    'none-exists': 'aucun service n’accueille un tel ménage',
    'all-closed': 'tous fermés',
    'all-full': 'tous complets',
    'all-stale': 'tous les décomptes trop anciens',
    'wait-limit': 'attente trop longue',
  },
  en: {
    'none-exists': 'no service takes in such a household',
    'all-closed': 'all closed',
    'all-full': 'all full',
    'all-stale': 'all counts too old',
    'wait-limit': 'waited too long',
  },
};

/** Why a house says no. */
export const DECLINE_WORDS: Words = {
  fr: {
    'no-place': 'plus de place',
    'not-eligible': 'pas le bon service',
    'client-refused': 'la personne a refusé',
    safety: 'sécurité',
    'no-answer': 'la personne n’a pas répondu',
    'other-service-better': 'un autre service convient mieux',
  },
  en: {
    'no-place': 'no place left',
    'not-eligible': 'not the right service',
    'client-refused': 'the person refused',
    safety: 'safety',
    'no-answer': 'the person did not answer',
    'other-service-better': 'another service suits better',
  },
};

/** Why the ledger of places says no. */
export const REFUSAL_WORDS: Words = {
  fr: {
    full: 'prise entre-temps',
    'unknown-unit': 'place inconnue',
    'report-expired': 'décompte trop ancien',
    closed: 'maison fermée',
    'share-cap': 'part du service municipal atteinte',
    'need-cap': 'trop de places pour un seul besoin',
    gone: 'délai passé',
  },
  en: {
    full: 'taken meanwhile',
    'unknown-unit': 'unknown place',
    'report-expired': 'count too old',
    closed: 'house closed',
    'share-cap': 'share of the department reached',
    'need-cap': 'too many places for one need',
    gone: 'time has run out',
  },
};

/** Why a referral is put in front of a person. */
export const HUMAN_WORDS: Words = {
  fr: {
    'loop-cap': 'trop d’offres sans suite',
    'all-stale': 'tous les décomptes trop anciens : appeler les maisons',
    safety: 'sécurité',
    'returned-inside': 'une maison ne peut garder qui est à l’intérieur',
    discarded: 'message écarté par l’exploitation',
  },
  en: {
    'loop-cap': 'too many offers without success',
    'all-stale': 'all counts too old: houses to ring',
    safety: 'safety',
    'returned-inside': 'a house cannot keep somebody inside',
    discarded: 'message discarded by operators',
  },
};

/** Why a message of a partner had no effect. */
export const WITHOUT_EFFECT_WORDS: Words = {
  fr: {
    'too-late': 'trop tard',
    'wrong-code': 'mauvais code',
    'unknown-subject': 'demande inconnue',
    'not-in-this-state': 'déjà dit, ou plus d’actualité',
    'no-place': 'plus de place pour entrer',
    'older-than-current': 'décompte plus ancien que le dernier',
    withdrawn: 'demande retirée',
  },
  en: {
    'too-late': 'too late',
    'wrong-code': 'wrong code',
    'unknown-subject': 'unknown referral',
    'not-in-this-state': 'said already, or no longer current',
    'no-place': 'no place left to enter',
    'older-than-current': 'count older than the last',
    withdrawn: 'referral withdrawn',
  },
};

/** What a code is called; a code without a name of its own says itself. */
export function wordOf(words: Words, language: Language, code: string): string {
  return words[language][code] ?? code;
}
