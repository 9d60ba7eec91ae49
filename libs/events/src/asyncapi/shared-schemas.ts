import { phrases } from '../intake.js';
import type { JsonSchema } from '../schema.js';
import * as vocabulary from '../vocabulary.js';
import type { Json } from './to-yaml.js';

/** Schemas that many events share, by the name that the document gives them. */
const NAMES: ReadonlyMap<JsonSchema, string> = new Map<JsonSchema, string>([
  [vocabulary.household, 'Household'],
  [vocabulary.need, 'Need'],
  [vocabulary.kind, 'NeedKind'],
  [vocabulary.unitType, 'UnitType'],
  [vocabulary.priority, 'Priority'],
  [vocabulary.accessibility, 'Accessibility'],
  [vocabulary.pets, 'Pets'],
  [vocabulary.taxonomy, 'Taxonomy'],
  [vocabulary.language, 'Language'],
  [vocabulary.serviceId, 'ServiceId'],
  [vocabulary.holdId, 'HoldId'],
  [vocabulary.intakeId, 'IntakeId'],
  [vocabulary.publisher, 'Department'],
  [vocabulary.providerSource, 'Provider'],
  [vocabulary.spokenCode, 'SpokenCode'],
  [phrases, 'Phrases'],
]);

function properties(schema: JsonSchema): Json | undefined {
  if (schema.properties === undefined) return undefined;
  const members = Object.entries(schema.properties).map(([name, member]) => [name, refer(member)] as const);
  return Object.fromEntries(members);
}

/** The keywords of a schema that AsyncAPI's default dialect knows, with shared parts as references. */
export function expand(schema: JsonSchema): Record<string, Json | undefined> {
  const { $id: _id, $schema: _dialect, items, oneOf, properties: _properties, ...keywords } = schema;
  return {
    ...(keywords as Record<string, Json>),
    items: items === undefined ? undefined : refer(items),
    oneOf: oneOf?.map(refer),
    properties: properties(schema),
  };
}

function refer(schema: JsonSchema): Json {
  const name = NAMES.get(schema);
  return name === undefined ? expand(schema) : { $ref: `#/components/schemas/${name}` };
}

/** The shared schemas themselves, for `components.schemas`. */
export function sharedSchemas(): Record<string, Json> {
  return Object.fromEntries([...NAMES].map(([schema, name]) => [name, expand(schema)]));
}
