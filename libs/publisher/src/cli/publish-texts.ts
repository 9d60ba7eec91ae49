import type { UnavailableCode } from '../kafka/sent-event.js';
import type { SealedDoorFaultCode } from '../kafka/sealed-door-fault.js';
import type { Bilingual } from './texts.js';

export const PUBLISH_TEXTS = {
  kafka: {
    fr: 'publie par Kafka, scellé : les courtiers, hôte:port séparés par des virgules ; les verdicts reviennent par le fil',
    en: 'publishes through Kafka, sealed: the brokers, host:port separated by commas; verdicts come back on the feed',
  },
  topic: {
    fr: 'sujet Kafka (sinon havre.ingress.<service>)',
    en: 'Kafka topic (else havre.ingress.<department>)',
  },
  department: {
    fr: 'service qui publie, comme accueil (sinon celui de la source des événements)',
    en: 'department that publishes, such as accueil (else that of the source of the events)',
  },
  feed: {
    fr: 'adresse du fil (HAVRE_FEED_URL, sinon http://127.0.0.1:4200)',
    en: 'address of the feed (HAVRE_FEED_URL, else http://127.0.0.1:4200)',
  },
  username: { fr: 'nom auprès de Kafka (SCRAM-SHA-512)', en: 'name for Kafka (SCRAM-SHA-512)' },
  passwordFile: { fr: 'fichier du mot de passe de Kafka', en: 'file with the password for Kafka' },
  caFile: {
    fr: 'autorité qui signe les certificats de Kafka (PEM) ; entraîne --tls',
    en: 'authority that signs the certificates of Kafka (PEM); implies --tls',
  },
  tls: { fr: 'parle à Kafka par TLS', en: 'speaks TLS to Kafka' },
  loginIsTwo: {
    fr: '--username et --password-file vont ensemble',
    en: '--username and --password-file go together',
  },
  kafkaOnly: {
    fr: 'ces options ne valent qu’avec --kafka',
    en: 'these options only go with --kafka',
  },
  severalSources: {
    fr: 'les événements n’ont pas tous la source du service qui publie ; un sujet n’en porte qu’une',
    en: 'not all events have the source of the department that publishes; a topic carries only one',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Why nobody knows what became of an event, or why the door did not open. All but the refusals pass: send again later. */
export const UNAVAILABLE_TEXTS: Readonly<Record<UnavailableCode | SealedDoorFaultCode, Bilingual>> = {
  'broker-unavailable': {
    fr: 'Kafka est indisponible ; renvoyez le même événement plus tard',
    en: 'Kafka is unavailable; send the same event again later',
  },
  'broker-refused': {
    fr: 'Kafka refuse ce nom, ce mot de passe ou ce sujet',
    en: 'Kafka refuses this name, this password or this topic',
  },
  'keys-unavailable': {
    fr: 'la barrière ne donne pas ses clés (GET /v1/keys) ; renvoyez le même événement plus tard',
    en: 'the gate does not give its keys (GET /v1/keys); send the same event again later',
  },
  'feed-unavailable': {
    fr: 'le fil, par où reviennent les verdicts, est indisponible ; rien n’a été envoyé',
    en: 'the feed, where verdicts come back, is unavailable; nothing was sent',
  },
  'feed-refused': {
    fr: 'le fil refuse la clé de HAVRE_API_KEY ; rien n’a été envoyé',
    en: 'the feed refuses the key in HAVRE_API_KEY; nothing was sent',
  },
  unopened: {
    fr: 'la barrière n’a pas pu l’ouvrir, même scellé de nouveau ; renvoyez le même événement plus tard',
    en: 'the gate could not open it, even sealed again; send the same event again later',
  },
  'no-verdict': {
    fr: 'aucun verdict à temps ; renvoyer le même événement est sans danger',
    en: 'no verdict in time; sending the same event again is safe',
  },
};
