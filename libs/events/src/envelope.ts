import { eventDefinition, type EventDefinition, type EventType, type PartnerEventType } from './catalogue.js';
import type { EntityKey, Publisher } from './definition.js';
import { closed, constant, dateTime, text, utcDateTime, type JsonSchema, type Schema } from './schema.js';
import { DEPARTMENT, PROVIDER, serviceId, uuid } from './vocabulary.js';

const SOURCES: Readonly<Record<Publisher, string>> = {
  department: DEPARTMENT,
  provider: PROVIDER,
  'policy-gate': '^/services/policy-gate$',
  referral: '^/services/referral$',
  capacity: '^/services/capacity$',
};

const specversion = constant('1.0');
const datacontenttype = constant('application/json');
const eventId = text('^[A-Za-z0-9][A-Za-z0-9._:\\-]{0,127}$', 128);
const traceparent = text('^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$', 55, 55);

function sourceSchema(publishers: readonly Publisher[]): Schema<string> {
  return text(publishers.map((publisher) => SOURCES[publisher]).join('|'), 128);
}

/** The schema of the id of an entity. */
export function subjectSchema(key: EntityKey): Schema<string> {
  return key === 'serviceId' ? serviceId : uuid;
}

function identify(definition: EventDefinition, form: 'log' | 'door', schema: JsonSchema): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:havre:${form}:${definition.type}`,
    title: `${definition.title.fr} / ${definition.title.en}`,
    description: `${definition.description.fr} / ${definition.description.en}`,
    ...schema,
  };
}

/** The JSON Schema of a whole event as it stands in the log. */
export function eventSchema(type: EventType): JsonSchema {
  const definition = eventDefinition(type);
  const schema = closed(
    {
      specversion,
      id: definition.direction === 'partner' ? uuid : eventId,
      source: sourceSchema(definition.publishers),
      type: constant(type),
      subject: subjectSchema(definition.key),
      time: utcDateTime,
      datacontenttype,
      data: definition.schema,
    },
    { receipt: uuid, causationid: eventId, traceparent },
  );
  return identify(definition, 'log', schema);
}

/** The JSON Schema of a whole event as a partner brings it to the door. */
export function partnerEventSchema(type: PartnerEventType): JsonSchema {
  const definition = eventDefinition(type);
  // The gate names a new intake; every other event speaks of something that has an id already.
  const subject = type === 'havre.intake.received.v1' ? {} : { subject: subjectSchema(definition.key) };
  const schema = closed(
    {
      specversion,
      id: eventId,
      source: sourceSchema(definition.publishers),
      type: constant(type),
      ...subject,
      data: definition.schema,
    },
    { time: dateTime, datacontenttype, traceparent },
  );
  return identify(definition, 'door', schema);
}
