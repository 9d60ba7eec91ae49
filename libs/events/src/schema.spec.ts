import { describe, expect, it } from '@jest/globals';

import { Ajv2020 } from 'ajv/dist/2020.js';

import {
  EVENT_TYPES,
  eventSchema,
  isPartnerEventType,
  partnerEventSchema,
  type JsonSchema,
} from './index.js';

const SCHEMAS = [
  ...EVENT_TYPES.map((type) => [`${type} in the log`, eventSchema(type)] as const),
  ...EVENT_TYPES.filter(isPartnerEventType).map(
    (type) => [`${type} at the door`, partnerEventSchema(type)] as const,
  ),
];

/** What must be said of a schema of each type, so that it accepts no more than its author thought of. */
const BOUNDS: Readonly<Record<string, (schema: JsonSchema) => string | undefined>> = {
  object: ({ additionalProperties }) => (additionalProperties === false ? undefined : 'is open'),
  array: ({ maxItems }) => (maxItems === undefined ? 'has no end' : undefined),
  string: (schema) =>
    (schema.enum ?? schema.const ?? schema.maxLength) === undefined ? 'has no end' : undefined,
  integer: ({ minimum, maximum }) =>
    minimum === undefined || maximum === undefined ? 'has no range' : undefined,
  number: ({ minimum, maximum }) =>
    minimum === undefined || maximum === undefined ? 'has no range' : undefined,
  boolean: () => undefined,
  none: ({ oneOf }) => (oneOf === undefined ? 'says nothing' : undefined),
};

function parts(schema: JsonSchema): (readonly [string, JsonSchema])[] {
  return [
    ...Object.entries(schema.properties ?? {}).map(([name, part]) => [`/${name}`, part] as const),
    ...(schema.items === undefined ? [] : [['/*', schema.items] as const]),
    ...(schema.oneOf ?? []).map((branch, index) => [`|${String(index)}`, branch] as const),
  ];
}

function openings(schema: JsonSchema, path: string): string[] {
  const what = BOUNDS[schema.type ?? 'none']?.(schema);
  return [
    ...(what === undefined ? [] : [`${path} ${what}`]),
    ...parts(schema).flatMap(([step, part]) => openings(part, `${path}${step}`)),
  ];
}

describe('published schemas', () => {
  it.each(SCHEMAS)('%s is closed, bounded and ranged everywhere', (_, schema) => {
    expect(openings(schema, '')).toEqual([]);
  });

  it.each(SCHEMAS)('%s says which dialect it is in and what it is', (_, schema) => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.$id).toMatch(/^urn:havre:(log|door):havre\.[a-z-]+\.[a-z-]+\.v1$/);
    expect(schema.description).toContain(' / ');
  });

  it('are valid JSON Schemas', () => {
    const ajv = new Ajv2020({ strict: true, formats: { date: true, 'date-time': true } });
    for (const [, schema] of SCHEMAS) expect(ajv.validateSchema(schema)).toBe(true);
  });
});

describe('the check for open schemas', () => {
  it.each<[string, JsonSchema]>([
    [' is open', { type: 'object' }],
    [' has no end', { type: 'array', items: { type: 'boolean' } }],
    [' has no end', { type: 'string' }],
    [' has no range', { type: 'integer', minimum: 0 }],
    ['/a says nothing', { type: 'object', additionalProperties: false, properties: { a: {} } }],
    ['|0/* is open', { oneOf: [{ type: 'array', maxItems: 1, items: { type: 'object' } }] }],
  ])('sees that it%s', (message, schema) => {
    expect(openings(schema, '')).toEqual([message]);
  });
});
