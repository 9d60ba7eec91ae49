import { EVENT_TYPES, eventDefinition, isPartnerEventType, type EventType } from '../catalogue.js';
import type { Direction, EntityKey, TopicName } from '../definition.js';
import { eventSchema, partnerEventSchema, subjectSchema } from '../envelope.js';
import type { Bilingual } from '../schema.js';
import { TOPICS, type TopicDefinition } from '../topics.js';
import { expand, sharedSchemas } from './shared-schemas.js';
import type { Json } from './to-yaml.js';

const TOPIC_TEXTS: Readonly<Record<TopicName, Bilingual>> = {
  'havre.intake': { fr: 'Demandes des services municipaux', en: 'Intakes of the departments' },
  'havre.referral': { fr: 'Aiguillages et leurs réponses', en: 'Referrals and their answers' },
  'havre.capacity': { fr: 'Places et réservations', en: 'Places and holds' },
  'havre.directory': { fr: 'Répertoire des services', en: 'Directory of services' },
  'havre.receipt': { fr: 'Suites des reçus', en: 'What became of receipts' },
};

const KEY_TEXTS: Readonly<Record<EntityKey, Bilingual>> = {
  intakeId: { fr: 'Identifiant de la demande', en: 'Intake id' },
  referralId: { fr: 'Identifiant de l’aiguillage', en: 'Referral id' },
  serviceId: { fr: 'Code du service', en: 'Service id' },
  receiptId: { fr: 'Identifiant du reçu', en: 'Receipt id' },
};

function both(text: Bilingual): string {
  return `${text.fr} / ${text.en}`;
}

/** `havre.referral.place-confirmed.v1` → `referralPlaceConfirmedV1`. */
function messageName(type: EventType): string {
  return type.replace(/^havre\./, '').replaceAll(/[.-]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `havre.referral` → `referral`. */
function channelName(topic: TopicName): string {
  return topic.slice('havre.'.length);
}

function typesOf(topic: TopicName, direction?: Direction): EventType[] {
  return EVENT_TYPES.filter((type) => {
    const definition = eventDefinition(type);
    return definition.topic === topic && (direction === undefined || definition.direction === direction);
  });
}

function channel(topic: TopicDefinition): Json {
  const references = typesOf(topic.name).map(
    (type) => [messageName(type), { $ref: `#/components/messages/${messageName(type)}` }] as const,
  );
  return {
    address: topic.name,
    title: both(TOPIC_TEXTS[topic.name]),
    messages: Object.fromEntries(references),
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: topic.partitions,
        topicConfiguration: { 'cleanup.policy': [topic.cleanup] },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operation(topic: TopicDefinition, direction: Direction): readonly [string, Json] | undefined {
  const types = typesOf(topic.name, direction);
  if (types.length === 0) return undefined;
  const name = channelName(topic.name);
  const isPartner = direction === 'partner';
  const title: Bilingual = isPartner
    ? { fr: 'Ce que les partenaires publient', en: 'What partners publish' }
    : { fr: 'Ce que Havre publie', en: 'What Havre publishes' };
  const value: Json = {
    action: isPartner ? 'receive' : 'send',
    channel: { $ref: `#/channels/${name}` },
    title: both(title),
    messages: types.map((type) => ({ $ref: `#/channels/${name}/messages/${messageName(type)}` })),
  };
  return [`${isPartner ? 'receive' : 'send'}${name.charAt(0).toUpperCase()}${name.slice(1)}`, value];
}

function message(type: EventType): Json {
  const definition = eventDefinition(type);
  const payload = isPartnerEventType(type) ? partnerEventSchema(type) : eventSchema(type);
  return {
    name: type,
    title: both(definition.title),
    summary: both(definition.description),
    contentType: 'application/cloudevents+json',
    tags: definition.publishers.map((publisher) => ({ name: publisher })),
    payload: expand(payload),
    bindings: {
      kafka: {
        key: { ...expand(subjectSchema(definition.key)), description: both(KEY_TEXTS[definition.key]) },
        bindingVersion: '0.5.0',
      },
    },
    // Events are plain JSON data; the compiler cannot see through their union.
    examples: [{ name: 'example', payload: definition.example as unknown as Json }],
  };
}

const INFO: Json = {
  title: 'Havre',
  version: '1.0.0',
  description: [
    'Les événements de Havre: CloudEvents 1.0 en JSON. Ceux des partenaires sont montrés tels qu’ils se',
    'présentent à la porte (`POST /v1/events`), les autres tels qu’ils sont dans le journal.',
    '/ The events of Havre: CloudEvents 1.0 in JSON. Those of partners are shown as they come to the door',
    '(`POST /v1/events`), the others as they stand in the log.',
  ].join(' '),
  license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
};

/** The AsyncAPI 3.0 document of the whole published language, as JSON data. Pure: the same every time. */
export function buildAsyncApi(): Json {
  const operations = TOPICS.flatMap((topic) => {
    const both = [operation(topic, 'partner'), operation(topic, 'system')];
    return both.filter((entry) => entry !== undefined);
  });
  return {
    asyncapi: '3.0.0',
    info: INFO,
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(TOPICS.map((topic) => [channelName(topic.name), channel(topic)])),
    operations: Object.fromEntries(operations),
    components: {
      messages: Object.fromEntries(EVENT_TYPES.map((type) => [messageName(type), message(type)])),
      schemas: sharedSchemas(),
    },
  };
}
