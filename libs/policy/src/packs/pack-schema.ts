import { CHECKS } from '../matching/checks.js';
import { CATEGORIES } from '../verdict.js';

const TEXTS = { type: 'array', items: { type: 'string', minLength: 1, maxLength: 2000 }, maxItems: 1000 };
const LOCALIZED_EXAMPLES = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z]{2,8})?$' },
  additionalProperties: { type: 'array', minItems: 1 },
};
const CONTEXTS = {
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['any'],
    properties: {
      within: { type: 'integer', minimum: 0, maximum: 60 },
      side: { enum: ['before', 'after', 'both'] },
      any: { ...TEXTS, minItems: 1 },
    },
  },
};

/** JSON Schema 2020-12 of a policy pack. */
export const PACK_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Havre policy pack',
  type: 'object',
  additionalProperties: false,
  required: ['pack', 'version'],
  properties: {
    pack: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 },
    version: { type: 'integer', minimum: 1 },
    title: { type: 'object', additionalProperties: { type: 'string' } },
    lists: {
      type: 'object',
      propertyNames: { pattern: '^[a-z][a-z0-9-]*$' },
      additionalProperties: { ...TEXTS, minItems: 1 },
    },
    notTypos: TEXTS,
    connectors: TEXTS,
    common: { ...TEXTS, maxItems: 5000 },
    lookAlikes: TEXTS,
    rules: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'category', 'source', 'examples'],
        anyOf: [{ required: ['any'] }, { required: ['shapes'] }],
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$', maxLength: 64 },
          category: { enum: CATEGORIES.filter((category) => category !== 'uninspectable') },
          source: { type: 'string', minLength: 3 },
          any: { ...TEXTS, minItems: 1 },
          shapes: { ...TEXTS, minItems: 1 },
          check: { enum: Object.keys(CHECKS) },
          in: { enum: ['key', 'value'] },
          requires: CONTEXTS,
          unless: CONTEXTS,
          lookAlikes: { type: 'boolean' },
          examples: {
            type: 'object',
            additionalProperties: false,
            required: ['match', 'clean'],
            properties: { match: LOCALIZED_EXAMPLES, clean: { type: 'array', minItems: 1 } },
          },
        },
      },
    },
  },
} as const;
