import {
  choiceSetting,
  defineSettings,
  integerSetting,
  listSetting,
  servicePortSetting,
  SHARED_SETTINGS,
  textSetting,
  urlSetting,
  type SettingsValues,
} from '@havre/service';

/** What the gate reads from its environment beside what every service reads. */
export const POLICY_GATE_SETTINGS = {
  // Without keys nobody could ever publish: better not to start.
  keysFile: textSetting('HAVRE_KEYS_FILE', {
    required: true,
    description: SHARED_SETTINGS.keysFile.description,
  }),
  port: servicePortSetting('policy-gate'),
  packs: listSetting('HAVRE_POLICY_PACKS', {
    default: ['montreal'],
    item: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    items: { fr: 'noms de trousses', en: 'names of packs' },
    description: {
      fr: 'Trousses de règles de la ville, en plus de la trousse `base` qu’aucune n’affaiblit.',
      en: 'Policy packs of the city, beside the `base` pack that none of them weakens.',
    },
  }),
  packsFolder: textSetting('HAVRE_POLICY_PACKS_DIR', {
    description: {
      fr: 'Dossier des trousses que la ville écrit elle-même, un dossier par trousse ; toutes s’ajoutent. Relu pendant la marche.',
      en: 'Folder of the packs that the city writes itself, one folder each; all are added. Read again while running.',
    },
  }),
  shadowPacks: listSetting('HAVRE_POLICY_SHADOW_PACKS', {
    default: [],
    item: /^[\w./\\:-]{1,400}$/,
    items: { fr: 'noms ou dossiers de trousses', en: 'names or folders of packs' },
    description: {
      fr: 'Trousses candidates : essayées à côté de celles qui décident, comptées par catégorie, sans effet sur les réponses.',
      en: 'Candidate packs: tried beside those that decide, counted by category, without effect on any answer.',
    },
  }),
  reloadSeconds: integerSetting('HAVRE_POLICY_RELOAD_SECONDS', {
    default: 5,
    min: 1,
    max: 3_600,
    unit: { fr: 'secondes', en: 'seconds' },
    description: {
      fr: 'Intervalle entre deux regards sur les dossiers de trousses ; `SIGHUP` les relit tout de suite.',
      en: 'How often the folders of packs are looked at; `SIGHUP` reads them at once.',
    },
  }),
  freeText: choiceSetting('HAVRE_FREE_TEXT', ['pack', 'off', 'strict', 'screened'], {
    default: 'pack',
    description: {
      fr: 'Texte libre des demandes : comme le dit la trousse de la ville (`pack`), refusé (`off`), accepté s’il est compris (`strict`), ou accepté quand le filtrage n’y trouve rien (`screened`).',
      en: 'Free text of intakes: as the pack of the city says (`pack`), refused (`off`), taken when it is understood (`strict`), or taken when screening finds nothing in it (`screened`).',
    },
  }),
  answerQuantumMs: integerSetting('HAVRE_ANSWER_QUANTUM_MS', {
    default: 25,
    min: 1,
    max: 1_000,
    unit: { fr: 'millisecondes', en: 'milliseconds' },
    description: {
      fr: 'Les refus de la porte HTTP partent à la fin d’un pas de cette durée, compté depuis la fin de la requête : leur moment ne dit pas ce qui a été trouvé.',
      en: 'Refusals of the HTTP door leave at the end of a step of this length, counted from the end of the request: their moment does not tell what was found.',
    },
  }),
  ingressDepartments: listSetting('HAVRE_INGRESS_DEPARTMENTS', {
    default: [],
    item: /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    items: { fr: 'noms de services municipaux', en: 'names of departments' },
    description: {
      fr: 'Services municipaux qui publient aussi scellé, sur `havre.ingress.<nom>` ; avec `HAVRE_EVENT_LOG=kafka` et `HAVRE_OPS_KEY` seulement. Vide : pas de porte scellée.',
      en: 'Departments that also publish sealed, on `havre.ingress.<name>`; only with `HAVRE_EVENT_LOG=kafka` and `HAVRE_OPS_KEY`. Empty: no sealed door.',
    },
  }),
  ingressEpochMinutes: integerSetting('HAVRE_INGRESS_EPOCH_MINUTES', {
    default: 10,
    min: 1,
    max: 1_440,
    unit: { fr: 'minutes', en: 'minutes' },
    description: {
      fr: 'Durée d’une époque de la porte scellée : à chacune sa clé, publiée une époque d’avance et détruite une fois tout lu. La même valeur pour toutes les répliques.',
      en: 'Length of an epoch of the sealed door: each has its key, published one epoch ahead and destroyed once everything has been read. The same value for every replica.',
    },
  }),
  peerUrl: urlSetting('HAVRE_POLICY_GATE_PEER_URL', ['http', 'https'], {
    description: {
      fr: 'Comment les autres répliques de la porte joignent celle-ci, pour se donner les clés de mémoire à mémoire. Absente : l’adresse d’écoute, ou la première de la machine.',
      en: 'How the other replicas of the gate reach this one, to hand over keys from memory to memory. Absent: the address it listens on, or the first of the machine.',
    },
  }),
  helpUrl: textSetting('HAVRE_NEEDS_ONLY_URL', {
    default: '/help/needs-only',
    maxLength: 500,
    description: {
      fr: 'Page « écrire une demande qui ne dit que les besoins », donnée avec chaque refus.',
      en: 'Page "writing a referral that says only the needs", given with every refusal.',
    },
  }),
} as const;

/** Everything that the gate reads. */
export const policyGateSettings = defineSettings({ ...SHARED_SETTINGS, ...POLICY_GATE_SETTINGS });

export type PolicyGateSettings = SettingsValues<(typeof policyGateSettings)['settings']>;
