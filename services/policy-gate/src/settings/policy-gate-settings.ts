import {
  choiceSetting,
  defineSettings,
  integerSetting,
  listSetting,
  servicePortSetting,
  SHARED_SETTINGS,
  textSetting,
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
  freeText: choiceSetting('HAVRE_FREE_TEXT', ['off', 'screened'], {
    default: 'off',
    description: {
      fr: 'Texte libre des demandes : refusé, ou accepté quand le filtrage n’y trouve rien.',
      en: 'Free text of intakes: refused, or taken when screening finds nothing in it.',
    },
  }),
  retentionDays: integerSetting('HAVRE_RETENTION_DAYS', {
    default: 7,
    min: 1,
    max: 90,
    unit: { fr: 'jours', en: 'days' },
    description: {
      fr: 'Combien de temps un reçu est gardé, et l’âge au-delà duquel un événement est refusé.',
      en: 'How long a receipt is kept, and the age beyond which an event is refused.',
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
