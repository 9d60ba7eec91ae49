import type { Category, ReadRefusal } from '@havre/policy';

export type Language = 'fr' | 'en';

/** A sentence in both languages of the project. */
export type Bilingual = Readonly<Record<Language, string>>;

export const TEXTS = {
  description: {
    fr: 'Pour les services et les organismes : vérifier, puis publier des événements vers Havre.',
    en: 'For departments and providers: check events, then publish them to Havre.',
  },
  lang: { fr: 'langue des messages : fr ou en', en: 'language of messages: fr or en' },
  help: { fr: "affiche l'aide", en: 'shows help' },
  helpCommand: { fr: "affiche l'aide d'une commande", en: 'shows the help of a command' },
  version: { fr: 'affiche la version', en: 'shows the version' },
  json: { fr: 'écrit du JSON, une ligne par résultat', en: 'prints JSON, one line a result' },
  notes: {
    fr: 'décision sur le texte libre : `screened` (par défaut) ou `strict` (écarte ce qui n’est pas compris)',
    en: 'how free text is decided: `screened` (default) or `strict` (drops what is not understood)',
  },
  pack: {
    fr: 'trousses de villes à ajouter à la trousse base : noms (montreal) ou dossiers (./ma-ville)',
    en: 'city packs to add to the base pack: names (montreal) or folders (./my-town)',
  },
  check: {
    fr: "vérifie sur cette machine ce que la barrière refuserait, et dit pourquoi ; n'envoie rien",
    en: 'checks on this machine what the gate would refuse, and says why; sends nothing',
  },
  file: {
    fr: 'un événement CloudEvents en JSON, ou un tableau',
    en: 'a CloudEvents event as JSON, or an array of them',
  },
  screen: {
    fr: 'passe des lignes JSON au crible, sans les schémas : {id, text | event | raw | raw_b64} par ligne',
    en: 'screens JSON lines, without schemas: {id, text | event | raw | raw_b64} a line',
  },
  jsonl: {
    fr: 'fichier de lignes JSON, ou - pour l’entrée',
    en: 'file of JSON lines, or - for standard input',
  },
  publish: {
    fr: 'vérifie, puis publie vers la barrière, par HTTP ou par Kafka (clé dans HAVRE_API_KEY), et écrit les reçus',
    en: 'checks, then publishes to the gate, over HTTP or Kafka (key in HAVRE_API_KEY), and prints the receipts',
  },
  gate: {
    fr: 'adresse de la barrière (HAVRE_GATE_URL, sinon http://127.0.0.1:4100)',
    en: 'address of the gate (HAVRE_GATE_URL, else http://127.0.0.1:4100)',
  },
  exitCodes: {
    fr: '\nCodes de sortie : 0 tout va bien ; 1 quelque chose ne serait pas acheminé, ou une règle échoue ; 2 usage ; 3 la barrière n’a pas pris.',
    en: '\nExit codes: 0 all well; 1 something would not be routed, or a rule fails; 2 usage; 3 the gate did not take it.',
  },
  routable: { fr: 'serait acheminé', en: 'would be routed' },
  notRoutable: { fr: 'ne serait pas acheminé', en: 'would not be routed' },
  where: { fr: 'où', en: 'where' },
  rule: { fr: 'règle', en: 'rule' },
  instead: {
    fr: 'Écrivez plutôt le besoin seul : quoi, pour combien de personnes, où, quand.',
    en: 'Write the need alone instead: what, for how many people, where, when.',
  },
  explain: {
    fr: 'montre aussi les lectures du texte : décodées, pliées',
    en: 'also shows how the text was read: decoded, folded',
  },
  what: { fr: 'quoi', en: 'what' },
  source: { fr: 'd’après', en: 'resting on' },
  rewrite: { fr: 'à la place', en: 'instead' },
  guide: {
    fr: 'Comment faire : docs/needs-only.md. Phrases codées : havre phrases --suggest "…"',
    en: 'How to: docs/needs-only.en.md. Coded phrases: havre phrases --suggest "…"',
  },
  sayable: {
    fr: 'Le reste peut se dire avec ces phrases codées :',
    en: 'The rest can be said with these coded phrases:',
  },
  toChoose: { fr: 'à choisir', en: 'to choose' },
  readAs: { fr: 'lu comme', en: 'read as' },
  decodedFrom: {
    fr: 'caché dans un encodage, ou réparti',
    en: 'hidden in an encoding, or spread out',
  },
  learned: {
    fr: 'avis appris (aucune règle ne le dit ; la phrase ressemble à celles qui disent un statut)',
    en: 'learned opinion (no rule says so; the sentence is like those that say a status)',
  },
  opaque: {
    fr: 'illisible : encodage trop profond ou inconnu',
    en: 'unreadable: encoded too deeply, or unknown',
  },
  missingKey: { fr: 'la variable HAVRE_API_KEY manque', en: 'the variable HAVRE_API_KEY is missing' },
  unreadableFile: { fr: 'fichier illisible', en: 'file cannot be read' },
  badLine: { fr: 'ligne mal formée', en: 'malformed line' },
  unknownPack: { fr: 'règles introuvables', en: 'unknown pack' },
  receipt: { fr: 'reçu', en: 'receipt' },
  refusedByGate: { fr: 'refusé par la barrière', en: 'refused by the gate' },
  unavailable: {
    fr: 'la barrière est indisponible ; renvoyez le même événement plus tard',
    en: 'the gate is unavailable; send the same event again later',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What each category means to the person who wrote the event. */
export const CATEGORY_TEXTS: Readonly<Record<Category, Bilingual>> = {
  S1: { fr: 'statut migratoire en général', en: 'immigration status in general' },
  S2: { fr: 'absence, perte ou précarité de statut', en: 'no, lapsed or precarious status' },
  S3: { fr: "demande d'asile", en: 'asylum process' },
  S4: { fr: 'protection accordée (réfugié)', en: 'protection granted (refugee)' },
  S5: { fr: 'statut ou permis temporaire', en: 'temporary status or permit' },
  S6: { fr: 'résidence permanente', en: 'permanent residence' },
  S7: { fr: 'citoyenneté ou nationalité', en: 'citizenship or nationality' },
  S8: { fr: 'contrôle, détention ou renvoi', en: 'enforcement, detention or removal' },
  S9: {
    fr: "voie d'entrée, parrainage ou date d'arrivée",
    en: 'route of entry, sponsorship or date of arrival',
  },
  S10: { fr: 'papier ou numéro qui révèle le statut', en: 'paper or number that reveals status' },
  S11: { fr: 'statut demandé, inconnu ou nié', en: 'status asked about, unknown or denied' },
  uninspectable: { fr: 'contenu qui ne peut pas être inspecté', en: 'content that cannot be inspected' },
};

/** Why a text is not read at all, or is no event of the catalogue. */
export const REFUSAL_TEXTS: Readonly<Record<ReadRefusal | 'envelope' | 'unknown-type' | 'data', Bilingual>> =
  {
    'too-large': { fr: 'trop long (65 536 octets au plus)', en: 'too large (65,536 bytes at most)' },
    'not-utf8': { fr: "n'est pas de l'UTF-8", en: 'is not UTF-8' },
    bom: { fr: "commence par un indicateur d'ordre des octets", en: 'begins with a byte order mark' },
    'not-json': { fr: "n'est pas du JSON", en: 'is not JSON' },
    'duplicate-key': { fr: 'une clé y est deux fois', en: 'has the same key twice' },
    'too-deep': { fr: 'trop imbriqué (32 niveaux au plus)', en: 'nested too deeply (32 levels at most)' },
    'lone-surrogate': { fr: 'contient un caractère incomplet', en: 'holds an incomplete character' },
    envelope: {
      fr: "l'enveloppe n'est pas celle d'un événement",
      en: 'the envelope is not that of an event',
    },
    'unknown-type': { fr: "ce type d'événement n'existe pas", en: 'there is no such type of event' },
    data: {
      fr: 'le contenu ne suit pas le schéma de ce type',
      en: 'the content does not follow the schema of its type',
    },
  };

/** French puts a space before it. */
export function colon(language: Language): string {
  return language === 'fr' ? ' : ' : ': ';
}

/** The language asked for: `--lang`, else that of the machine when it is English, else French. */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at >= 0) return (args[at]?.split('=')[1] ?? args[at + 1]) === 'en' ? 'en' : 'fr';
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => (value ?? '') !== '');
  return locale?.startsWith('en') === true ? 'en' : 'fr';
}
