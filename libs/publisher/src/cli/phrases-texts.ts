import type { Bilingual } from './texts.js';

/** What `havre phrases` says of itself. */
export const PHRASES_TEXTS = {
  phrases: {
    fr: "trouve des phrases codées par des mots ordinaires, pour dire sans texte libre ce qui reste à dire ; n'envoie rien",
    en: 'finds coded phrases by ordinary words, to say without free text what is left to say; sends nothing',
  },
  words: {
    fr: 'des mots ordinaires ; sans eux, tout le recueil',
    en: 'ordinary words; without them, the whole phrasebook',
  },
  kind: { fr: 'un seul genre de besoin', en: 'one kind of need only' },
  phraseLanguage: {
    fr: 'langue des mots et des textes : fr, en, es, ht ou ar (les messages restent en français ou en anglais)',
    en: 'language of words and texts: fr, en, es, ht or ar (messages stay in French or English)',
  },
  unknownLanguage: {
    fr: 'langue inconnue : fr, en, es, ht ou ar',
    en: 'unknown language: fr, en, es, ht or ar',
  },
  suggest: {
    fr: 'une note ordinaire, ou - pour l’entrée : propose des phrases pour chacun de ses morceaux',
    en: 'an ordinary note, or - for standard input: suggests phrases for each of its parts',
  },
  noPhrase: { fr: 'aucune phrase proche', en: 'no phrase comes close' },
  toChoose: { fr: 'à choisir', en: 'to choose' },
} as const satisfies Readonly<Record<string, Bilingual>>;
