import type { AuthorNote, PolicyError, PolicyErrorCode, RuleWarning } from '@havre/policy';

import { colon, type Bilingual, type Language } from './texts.js';

export const PACK_TEXTS = {
  pack: { fr: 'écrire et éprouver des trousses de règles', en: 'writes and proves policy packs' },
  test: {
    fr: 'éprouve des trousses : chaque règle, chaque exemple, sous chaque déguisement',
    en: 'proves packs: every rule, every example, in every disguise',
  },
  tested: {
    fr: 'noms ou dossiers de trousses ; toutes celles qui sont livrées, sinon',
    en: 'names or folders of packs; all that ship, otherwise',
  },
  diff: {
    fr: 'compare deux trousses sur des exemples : ce que la seconde arrête ou laisse passer de plus',
    en: 'compares two packs over examples: what the second drops or clears that the first does not',
  },
  compared: { fr: 'nom ou dossier d’une trousse', en: 'name or folder of a pack' },
  corpus: {
    fr: 'fichiers de lignes JSON {id, text | event | raw | raw_b64, label?} ; corpus/ du projet, sinon',
    en: 'files of JSON lines {id, text | event | raw | raw_b64, label?}; corpus/ of the project, otherwise',
  },
  noCorpus: {
    fr: 'aucun exemple : donnez --corpus, ou placez-vous dans le dossier du projet',
    en: 'no examples: give --corpus, or stand in the folder of the project',
  },
  version: { fr: 'version', en: 'version' },
  rules: { fr: 'règles', en: 'rules' },
  examples: { fr: 'exemples', en: 'examples' },
  disguised: { fr: 'déguisés', en: 'disguised' },
  nearMisses: { fr: 'voisins innocents', en: 'near misses' },
  readIn: { fr: 'lue en', en: 'read in' },
  provedIn: { fr: 'éprouvée en', en: 'proved in' },
  allWell: { fr: 'tout est trouvé, rien de trop', en: 'all is found, and nothing more' },
  failed: { fr: 'échecs', en: 'failures' },
  hidden: { fr: 'déguisé ainsi', en: 'disguised as' },
  newDrops: { fr: 'arrêtés en plus', en: 'newly dropped' },
  newClears: { fr: 'ne sont plus arrêtés', en: 'no longer dropped' },
  otherCategory: { fr: 'arrêtés pour une autre catégorie', en: 'dropped for another category' },
  labelledClear: { fr: 'à laisser passer, selon leur étiquette', en: 'to be cleared, by their label' },
  labelledDrop: { fr: 'à arrêter, selon leur étiquette', en: 'to be dropped, by their label' },
  of: { fr: 'sur', en: 'of' },
  none: { fr: 'aucun', en: 'none' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const PROBLEMS: Readonly<Record<PolicyErrorCode, Bilingual>> = {
  'pack-not-found': { fr: 'trousse introuvable', en: 'unknown pack' },
  'pack-unreadable': { fr: 'le YAML ne se lit pas', en: 'the YAML cannot be read' },
  'pack-invalid': { fr: 'la trousse ne suit pas le schéma', en: 'the pack does not follow the schema' },
  'pattern-invalid': { fr: 'la tournure ne se lit pas', en: 'the phrase cannot be read' },
  'example-not-matched': { fr: 'l’exemple n’est pas trouvé', en: 'the example is not found' },
  'example-not-clean': { fr: 'le voisin innocent est arrêté', en: 'the near miss is dropped' },
  'disguise-not-matched': {
    fr: 'l’exemple n’est plus trouvé sous ce déguisement',
    en: 'the example is not found in this disguise',
  },
  'duplicate-rule': { fr: 'cet identifiant de règle sert déjà', en: 'another rule has this id' },
  'base-is-fixed': {
    fr: 'la trousse base ne se remplace pas ; nommez le dossier autrement',
    en: 'the base pack cannot be replaced; call the folder something else',
  },
  'model-malformed': { fr: 'le modèle appris ne se lit pas', en: 'the learned model cannot be read' },
};

const WARNINGS: Readonly<Record<RuleWarning['code'], Bilingual>> = {
  'already-found': {
    fr: 'la trousse base trouve déjà tous ces exemples : la règle n’ajoute rien',
    en: 'the base pack finds all these examples already: the rule adds nothing',
  },
  'phrase-already-found': {
    fr: 'tournure que la trousse base trouve déjà',
    en: 'phrase that the base pack finds already',
  },
  'short-word': {
    fr: 'mot de moins de quatre lettres, seul : il se rencontre partout',
    en: 'a word of less than four letters, alone: it is met everywhere',
  },
  'one-near-miss': {
    fr: 'un seul voisin innocent : cherchez ce que la règle ne doit pas arrêter',
    en: 'a single near miss: look for what the rule must not drop',
  },
  'one-language': { fr: 'exemples dans une seule langue', en: 'examples in one language only' },
};

/** What keeps a pack from loading, with the words of the pack, for the machine where it is written. */
export function packProblem(error: PolicyError, language: Language): string {
  const lines = failureLines(error.code, error.forAuthor(), language);
  // The place of an example stands in the line already.
  const [subject = ''] = error.subject.split(' ');
  return [`${subject}${colon(language)}${lines[0] ?? ''}`, ...lines.slice(1)].join('\n  ');
}

/** One failure of a rule: what, the text that failed, the disguise it was in. */
export function failureLines(code: PolicyErrorCode, note: AuthorNote, language: Language): readonly string[] {
  const { language: tongue, index, example, disguise, disguised, pattern, problem } = note;
  const place = tongue === undefined ? '' : ` ${tongue}[${String(index)}]`;
  const lines = [`${PROBLEMS[code][language]}${disguise === undefined ? '' : ` (${disguise})`}${place}`];
  for (const text of [example, pattern, problem]) if (text !== undefined) lines.push(text);
  if (disguised !== undefined) lines.push(`${PACK_TEXTS.hidden[language]}${colon(language)}${disguised}`);
  return lines;
}

export function warningText({ code, about }: RuleWarning, language: Language): string {
  return about === undefined
    ? WARNINGS[code][language]
    : `${WARNINGS[code][language]}${colon(language)}${about}`;
}
