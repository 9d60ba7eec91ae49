import {
  choiceSetting,
  flagSetting,
  integerSetting,
  listSetting,
  portSetting,
  textSetting,
  urlSetting,
} from './setting.js';
import { defineSettings } from './define-settings.js';
import type { SettingsValues } from './define-settings.js';
import type { Setting, SettingVariable } from './setting.js';

const MILLISECONDS = { fr: 'millisecondes', en: 'milliseconds' };
const OPS_KEY_LENGTH = 24;

/** What every service reads. A service spreads these into its own definition, or reads both. */
export const SHARED_SETTINGS = {
  databaseUrl: urlSetting('HAVRE_DATABASE_URL', ['postgres', 'postgresql'], {
    required: true,
    secret: true,
    description: {
      fr: 'PostgreSQL du service. `npm start` démarre le sien quand elle est absente.',
      en: 'PostgreSQL of the service. `npm start` runs its own when it is absent.',
    },
  }),
  databasePoolSize: integerSetting('HAVRE_DATABASE_POOL', {
    default: 10,
    min: 1,
    max: 200,
    description: {
      fr: 'Connexions à PostgreSQL, au plus, par service.',
      en: 'Most connections to PostgreSQL, per service.',
    },
  }),
  eventLog: choiceSetting('HAVRE_EVENT_LOG', ['postgresql', 'kafka'], {
    default: 'postgresql',
    description: {
      fr: 'Journal des événements : tables de PostgreSQL, ou Apache Kafka.',
      en: 'The event log: tables in PostgreSQL, or Apache Kafka.',
    },
  }),
  eventLogUrl: urlSetting('HAVRE_EVENT_LOG_URL', ['postgres', 'postgresql'], {
    secret: true,
    description: {
      fr: 'PostgreSQL du journal, quand ce n’est pas celui du service.',
      en: 'PostgreSQL of the log, when it is not that of the service.',
    },
  }),
  kafkaBrokers: listSetting('HAVRE_KAFKA_BROKERS', {
    default: [],
    item: /^[A-Za-z0-9.-]{1,253}:\d{1,5}$/,
    items: { fr: '`hôte:port`', en: '`host:port`' },
    description: { fr: 'Courtiers Kafka.', en: 'Kafka brokers.' },
  }),
  kafkaUsername: textSetting('HAVRE_KAFKA_USERNAME', {
    description: {
      fr: 'Utilisateur SASL/SCRAM-SHA-512 du service.',
      en: 'SASL/SCRAM-SHA-512 user of the service.',
    },
  }),
  kafkaPassword: textSetting('HAVRE_KAFKA_PASSWORD', {
    secret: true,
    description: { fr: 'Son mot de passe.', en: 'Its password.' },
  }),
  kafkaTls: flagSetting('HAVRE_KAFKA_TLS', {
    default: false,
    description: { fr: 'Chiffrer la connexion à Kafka (TLS).', en: 'Encrypt the connection to Kafka (TLS).' },
  }),
  kafkaCaFile: textSetting('HAVRE_KAFKA_CA_FILE', {
    description: {
      fr: 'Fichier PEM de l’autorité qui a signé les certificats des courtiers ; avec lui, la connexion est toujours chiffrée. Absent : les autorités du système.',
      en: 'PEM file of the authority that signed the brokers’ certificates; with it, the connection is always encrypted. Absent: the authorities of the system.',
    },
  }),
  kafkaClient: choiceSetting('HAVRE_KAFKA_CLIENT', ['kafkajs', 'platformatic'] as const, {
    default: 'kafkajs',
    description: {
      fr: 'Bibliothèque qui lit et écrit sur Kafka : `kafkajs`, ou `platformatic` (@platformatic/kafka). Les deux se valent pour les services ; un groupe peut mêler les deux.',
      en: 'Library that reads and writes on Kafka: `kafkajs`, or `platformatic` (@platformatic/kafka). To the services they are alike; a group may mix both.',
    },
  }),
  host: textSetting('HAVRE_HOST', {
    default: '127.0.0.1',
    maxLength: 253,
    description: {
      fr: 'Adresse d’écoute. Hors de la machine : `0.0.0.0`, derrière un mandataire TLS.',
      en: 'Address to listen on. Beyond this machine: `0.0.0.0`, behind a TLS proxy.',
    },
  }),
  logLevel: choiceSetting('HAVRE_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], {
    default: 'info',
    description: {
      fr: 'Niveau du journal technique (JSON, une ligne par fait). Aucun niveau n’écrit de contenu.',
      en: 'Level of the technical log (JSON, one line a fact). No level writes content.',
    },
  }),
  keysFile: textSetting('HAVRE_KEYS_FILE', {
    description: {
      fr: 'Fichier JSON des clés d’API (empreintes seulement), relu quand il change. Exigé par les services qui ont une API.',
      en: 'JSON file of the API keys (hashes only), read again when it changes. Required by the services that have an API.',
    },
  }),
  opsKey: textSetting('HAVRE_OPS_KEY', {
    secret: true,
    minLength: OPS_KEY_LENGTH,
    description: {
      fr: 'Clé des points d’exploitation `/ops/v1`, partagée avec le service admin. Absente : ils refusent tout.',
      en: 'Key of the operations endpoints `/ops/v1`, shared with the admin service. Absent: they refuse everything.',
    },
  }),
  rateLimitPerMinute: integerSetting('HAVRE_RATE_LIMIT_PER_MINUTE', {
    default: 12_000,
    min: 1,
    max: 10_000_000,
    description: {
      fr: 'Requêtes par clé et par minute, par instance ; au-delà : 429 et `Retry-After`.',
      en: 'Requests per key and minute, per instance; beyond that: 429 and `Retry-After`.',
    },
  }),
  drainMs: integerSetting('HAVRE_DRAIN_MS', {
    default: 0,
    min: 0,
    max: 60_000,
    unit: MILLISECONDS,
    description: {
      fr: 'Attente entre « plus prêt » (`/readyz`) et la fermeture, pour que les répartiteurs s’en aperçoivent.',
      en: 'Wait between "not ready" (`/readyz`) and closing, so that load balancers notice.',
    },
  }),
  shutdownTimeoutMs: integerSetting('HAVRE_SHUTDOWN_TIMEOUT_MS', {
    default: 25_000,
    min: 1_000,
    max: 600_000,
    unit: MILLISECONDS,
    description: {
      fr: 'Durée d’un arrêt propre ; au-delà, le processus s’arrête quand même, avec le code 1.',
      en: 'How long a clean stop may take; after that the process ends anyway, with code 1.',
    },
  }),
  retentionDays: integerSetting('HAVRE_RETENTION_DAYS', {
    default: 7,
    min: 1,
    max: 90,
    unit: { fr: 'jours', en: 'days' },
    description: {
      fr: 'Combien de temps on garde ce qui est terminé : aiguillages (rouverts jusque-là), réservations, reçus, événements lisibles et journal. Un événement plus vieux est refusé. La même valeur pour tous les services.',
      en: 'How long what has ended is kept: referrals (reopened until then), holds, receipts, readable events and the log. An older event is refused. The same value for every service.',
    },
  }),
  isTestClock: flagSetting('HAVRE_TEST_CLOCK', {
    default: false,
    description: {
      fr: 'Horloge de test, que `POST /v1/clock` d’admin avance pour tous les services, base de données comprise. Refusée quand `NODE_ENV=production`.',
      en: 'Test clock, which `POST /v1/clock` of admin moves for all services, their database included. Refused when `NODE_ENV=production`.',
    },
  }),
} as const;

export const sharedSettings = defineSettings(SHARED_SETTINGS);

export type SharedSettings = SettingsValues<typeof SHARED_SETTINGS>;

const DEFAULT_PORTS = {
  'policy-gate': 4100,
  feed: 4200,
  admin: 4300,
  referral: 4400,
  capacity: 4500,
} as const;

/** The services that have a port of their own. */
export type ServiceName = keyof typeof DEFAULT_PORTS;

/** `HAVRE_<SERVICE>_PORT`, e.g. `HAVRE_POLICY_GATE_PORT`. */
export function servicePortSetting(service: ServiceName): Setting<number> {
  const variable: SettingVariable = `HAVRE_${service.toUpperCase().replaceAll('-', '_')}_PORT`;
  return portSetting(variable, {
    default: DEFAULT_PORTS[service],
    description: { fr: `Port du service ${service}.`, en: `Port of the ${service} service.` },
  });
}
