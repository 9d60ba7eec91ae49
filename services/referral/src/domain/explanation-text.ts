import type { NoPlaceReason } from './matching.js';
import type { SoftRule } from './ranking.js';
import type { HardRule } from './rules.js';

interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** Why a service could not be asked, one sentence for each hard rule, for the ear as much as for the eye. */
export const HARD_RULE_TEXT: Readonly<Record<HardRule, Bilingual>> = {
  kind: {
    fr: 'Le service répond à un autre genre de besoin.',
    en: 'The service answers another kind of need.',
  },
  taxonomy: {
    fr: 'Le service n’offre pas ce qui est demandé.',
    en: 'The service does not offer what is asked for.',
  },
  'unit-type': {
    fr: 'Le service n’a pas ce genre de place.',
    en: 'The service does not have this kind of place.',
  },
  'household-size': {
    fr: 'Le ménage compte plus de personnes que le service n’en accueille ensemble.',
    en: 'The household has more people than the service takes in together.',
  },
  'age-groups': {
    fr: 'Le service n’accueille pas tous les âges du ménage.',
    en: 'The service does not take in every age of the household.',
  },
  families: { fr: 'Le service n’accueille pas les familles.', en: 'The service does not take in families.' },
  gender: {
    fr: 'Le service est réservé, et le ménage n’est pas connu pour y avoir sa place.',
    en: 'The service is reserved, and the household is not known to belong there.',
  },
  sleeps: {
    fr: 'Aucune chambre n’est assez grande pour tout le ménage.',
    en: 'No room is large enough for the whole household.',
  },
  accessibility: {
    fr: 'Il manque au service un aménagement dont le ménage a besoin.',
    en: 'The service lacks an accessibility feature that the household needs.',
  },
  pets: { fr: 'Le service n’admet pas ces animaux.', en: 'The service does not allow these pets.' },
  exclusions: {
    fr: 'La demande exclut ce service.',
    en: 'The intake excludes this service.',
  },
  'never-again': {
    fr: 'Le service a dit que le ménage ne peut pas y être accueilli.',
    en: 'The service said that the household cannot be taken in there.',
  },
  'already-inside': { fr: 'Le ménage y est déjà.', en: 'The household is there already.' },
  'language-required': {
    fr: 'La langue exigée n’y est pas parlée.',
    en: 'The required language is not spoken there.',
  },
  'area-required': {
    fr: 'Le service est hors du secteur exigé.',
    en: 'The service is outside the required area.',
  },
  'gender-specific-required': {
    fr: 'Le service n’est pas réservé à un genre, comme la demande l’exige.',
    en: 'The service is not reserved to a gender, as the intake requires.',
  },
  'offered-before': {
    fr: 'Le service a déjà été sollicité pour ce ménage.',
    en: 'The service has already been asked for this household.',
  },
  date: { fr: 'Aucune place n’est connue pour ce jour.', en: 'No place is known for that day.' },
  time: {
    fr: 'Aucun rendez-vous ne commence aux heures voulues.',
    en: 'No appointment starts at the wanted hours.',
  },
  opening: { fr: 'Le service est fermé.', en: 'The service is closed.' },
  freshness: {
    fr: 'Le décompte du service est trop ancien.',
    en: 'The count of the service is too old.',
  },
  capacity: {
    fr: 'Le service n’a plus assez de places.',
    en: 'The service does not have enough places left.',
  },
};

/** What each soft rule compares. */
export const SOFT_RULE_TEXT: Readonly<Record<SoftRule, Bilingual>> = {
  contended: { fr: 'Place que d’autres viennent de demander', en: 'Place that others have just asked for' },
  opens: { fr: 'Ouvre plus tard', en: 'Opens later' },
  fit: { fr: 'Place plus grande ou plus rare que nécessaire', en: 'Place larger or scarcer than needed' },
  freshness: { fr: 'Décompte ancien', en: 'Old count' },
  language: { fr: 'Langue du ménage non parlée', en: 'Household’s language not spoken' },
  distance: { fr: 'Éloignement', en: 'Distance' },
  load: { fr: 'Part des places déjà prises', en: 'Share of the places already taken' },
  tie: { fr: 'Départage des ex æquo', en: 'Breaking of ties' },
};

/** The ways in which there is no place, said apart. */
export const NO_PLACE_TEXT: Readonly<Record<NoPlaceReason, Bilingual>> = {
  'none-exists': {
    fr: 'Aucun service n’accueille un tel ménage.',
    en: 'No service takes in such a household.',
  },
  'all-closed': { fr: 'Tous sont fermés.', en: 'All are closed.' },
  'all-full': { fr: 'Tous sont complets.', en: 'All are full.' },
  'all-stale': { fr: 'Tous les décomptes sont trop anciens.', en: 'All counts are too old.' },
  'awaiting-turn': {
    fr: 'La part du service municipal est atteinte: chacun son tour.',
    en: 'The department has reached its share: everybody in turn.',
  },
};
