import {
  defineSettings,
  integerSetting,
  servicePortSetting,
  SHARED_SETTINGS,
  textSetting,
  urlSetting,
  type SettingsValues,
} from '@havre/service';

/** What the feed reads from its environment beside what every service reads. */
export const FEED_SETTINGS = {
  // Without keys nobody could ever read: better not to start.
  keysFile: textSetting('HAVRE_KEYS_FILE', {
    required: true,
    description: SHARED_SETTINGS.keysFile.description,
  }),
  port: servicePortSetting('feed'),
  heartbeatSeconds: integerSetting('HAVRE_FEED_HEARTBEAT_SECONDS', {
    default: 15,
    min: 1,
    max: 300,
    unit: { fr: 'secondes', en: 'seconds' },
    description: {
      fr: 'Silence après lequel un flux dit qu’il est vivant, et sa clé est vérifiée de nouveau.',
      en: 'Silence after which a stream says that it is alive, and its key is checked again.',
    },
  }),
  pollMs: integerSetting('HAVRE_FEED_POLL_MS', {
    default: 500,
    min: 10,
    max: 60_000,
    unit: { fr: 'millisecondes', en: 'milliseconds' },
    description: {
      fr: 'Attente entre deux coups d’œil aux événements écrits par une autre instance, tant qu’un flux est ouvert.',
      en: 'Wait between two looks for events written by another instance, while a stream is open.',
    },
  }),
  referralUrl: urlSetting('HAVRE_REFERRAL_URL', ['http', 'https'], {
    default: 'http://127.0.0.1:4400',
    description: {
      fr: 'Où trouver le service referral, qui explique ses choix au service municipal concerné.',
      en: 'Where to find the referral service, which explains its choices to the department concerned.',
    },
  }),
  explanationTimeoutMs: integerSetting('HAVRE_FEED_EXPLANATION_TIMEOUT_MS', {
    default: 3_000,
    min: 50,
    max: 60_000,
    unit: { fr: 'millisecondes', en: 'milliseconds' },
    description: {
      fr: 'Temps laissé au service referral pour expliquer un choix.',
      en: 'Time that the referral service has to explain a choice.',
    },
  }),
  streamsPerKey: integerSetting('HAVRE_FEED_STREAMS_PER_KEY', {
    default: 20,
    min: 1,
    max: 10_000,
    description: {
      fr: 'Flux ouverts en même temps avec une clé, au plus, par instance.',
      en: 'Most streams open at once with one key, per instance.',
    },
  }),
} as const;

/** Everything that the feed reads. */
export const feedSettings = defineSettings({ ...SHARED_SETTINGS, ...FEED_SETTINGS });

export type FeedSettings = SettingsValues<(typeof feedSettings)['settings']>;
