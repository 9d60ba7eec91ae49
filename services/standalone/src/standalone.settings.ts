import { choiceSetting, defineSettings, flagSetting, SHARED_SETTINGS, textSetting } from '@havre/service';

/** What `npm start` reads itself; the services that it hosts read their own settings from the same environment. */
export const STANDALONE_SETTINGS = {
  eventLog: SHARED_SETTINGS.eventLog,
  dataFolder: textSetting('HAVRE_DATA_FOLDER', {
    default: '.havre',
    description: {
      fr: 'Dossier des données de `npm start` : PostgreSQL embarqué, clés de démonstration.',
      en: 'Folder of the data of `npm start`: embedded PostgreSQL, demo keys.',
    },
  }),
  isDemo: flagSetting('HAVRE_DEMO', {
    default: true,
    description: {
      fr: 'Ville de démonstration : services fictifs et clés d’essai. Sans effet quand `HAVRE_KEYS_FILE` est donnée.',
      en: 'Demo city: fictional services and trial keys. Without effect when `HAVRE_KEYS_FILE` is given.',
    },
  }),
  language: choiceSetting('HAVRE_LANGUAGE', ['fr', 'en'] as const, {
    default: 'fr',
    description: {
      fr: 'Langue de ce que `npm start` et `npm run demo` écrivent.',
      en: 'Language of what `npm start` and `npm run demo` write.',
    },
  }),
} as const;

export const standaloneSettings = defineSettings(STANDALONE_SETTINGS);
