import { describe, expect, it } from '@jest/globals';

import type { JsonSchema } from '../schema.js';
import { comparePublished } from './compare-published.js';
import { compareSchemas } from './compare-schemas.js';
import { publishedSchema } from './published-schema.js';

const closed = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});
const word: JsonSchema = { type: 'string', minLength: 1, maxLength: 10 };
const count: JsonSchema = { type: 'integer', minimum: 0, maximum: 10 };
const codes = (...values: string[]): JsonSchema => ({ type: 'string', enum: values });
const phrase = (code: JsonSchema, more: Record<string, JsonSchema> = {}): JsonSchema =>
  closed({ code, ...more }, ['code', ...Object.keys(more)]);

describe('compareSchemas refuses in place', () => {
  it.each<[string, JsonSchema, JsonSchema, string, string]>([
    ['another type', closed({ a: word }), closed({ a: count }), '/a', 'type-changed'],
    [
      'a number that becomes whole',
      { type: 'number', minimum: 0 },
      { type: 'integer', minimum: 0 },
      '',
      'type-changed',
    ],
    ['a property less', closed({ a: word, b: word }), closed({ a: word }), '/b', 'property-removed'],
    [
      'a new required property',
      closed({ a: word }),
      closed({ a: word, b: word }, ['b']),
      '/b',
      'property-now-required',
    ],
    [
      'a property that becomes required',
      closed({ a: word }),
      closed({ a: word }, ['a']),
      '/a',
      'property-now-required',
    ],
    [
      'a promise taken back',
      closed({ a: word }, ['a']),
      closed({ a: word }),
      '/a',
      'property-no-longer-promised',
    ],
    [
      'an open object',
      closed({ a: word }),
      { ...closed({ a: word }), additionalProperties: undefined } as never,
      '',
      'openness-changed',
    ],
    ['a code less', codes('a', 'b'), codes('a'), '', 'value-refused'],
    ['a code renamed', codes('a', 'b'), codes('a', 'c'), '', 'value-refused'],
    ['codes where there was text', word, { ...word, enum: ['a'] }, '', 'value-refused'],
    ['another constant', { type: 'string', const: 'a' }, { type: 'string', const: 'b' }, '', 'value-refused'],
    [
      'a constant where there were codes',
      codes('a', 'b'),
      { type: 'string', const: 'a' },
      '',
      'value-refused',
    ],
    ['a pattern', word, { ...word, pattern: '^a' }, '', 'pattern-changed'],
    ['another pattern', { ...word, pattern: '^b' }, { ...word, pattern: '^a' }, '', 'pattern-changed'],
    ['a format', word, { ...word, format: 'date' }, '', 'format-changed'],
    ['a shorter text', word, { ...word, maxLength: 9 }, '', 'length-narrowed'],
    ['a longer least text', word, { ...word, minLength: 2 }, '', 'length-narrowed'],
    ['a limit where there was none', { type: 'string' }, word, '', 'length-narrowed'],
    ['a smaller greatest number', count, { ...count, maximum: 9 }, '', 'range-narrowed'],
    ['a greater smallest number', count, { ...count, minimum: 1 }, '', 'range-narrowed'],
    [
      'fewer items',
      { type: 'array', items: word, maxItems: 5 },
      { type: 'array', items: word, maxItems: 4 },
      '',
      'length-narrowed',
    ],
    [
      'more items at least',
      { type: 'array', items: word },
      { type: 'array', items: word, minItems: 1 },
      '',
      'length-narrowed',
    ],
    [
      'different items only',
      { type: 'array', items: word },
      { type: 'array', items: word, uniqueItems: true },
      '',
      'uniqueness-added',
    ],
    [
      'narrower items',
      { type: 'array', items: word },
      { type: 'array', items: { ...word, maxLength: 2 } },
      '/*',
      'length-narrowed',
    ],
    [
      'a change far inside',
      closed({ a: { type: 'array', items: closed({ b: count }) } }),
      closed({ a: { type: 'array', items: closed({ b: { ...count, maximum: 1 } }) } }),
      '/a/*/b',
      'range-narrowed',
    ],
    [
      'a branch less',
      { oneOf: [phrase(codes('a', 'b')), phrase(codes('c'))] },
      { oneOf: [phrase(codes('a', 'b'))] },
      '',
      'branch-removed',
    ],
    [
      'a code of a branch less',
      { oneOf: [phrase(codes('a', 'b'))] },
      { oneOf: [phrase(codes('a'))] },
      '',
      'branch-removed',
    ],
    [
      'a parameter more in a branch',
      { oneOf: [phrase(codes('a'))] },
      { oneOf: [phrase(codes('a'), { n: count })] },
      '',
      'branch-removed',
    ],
  ])('%s', (_, before, next, path, change) => {
    expect(compareSchemas(before, next)).toContainEqual({ path, change });
  });
});

describe('compareSchemas allows in place', () => {
  it.each<[string, JsonSchema, JsonSchema]>([
    ['nothing new', closed({ a: word }, ['a']), closed({ a: word }, ['a'])],
    ['a better text', { ...word, description: 'before' }, { ...word, description: 'after', title: 'a' }],
    ['an optional property', closed({ a: word }), closed({ a: word, b: count })],
    ['a new code', codes('a'), codes('a', 'b')],
    ['codes where there was a constant', { type: 'string', const: 'a' }, codes('a', 'b')],
    ['a longer text', word, { ...word, maxLength: 11 }],
    ['a wider range', count, { ...count, minimum: -1, maximum: 11 }],
    ['no pattern any more', { ...word, pattern: '^a' }, word],
    ['more items', { type: 'array', items: word, maxItems: 5 }, { type: 'array', items: word, maxItems: 6 }],
    ['a new branch', { oneOf: [phrase(codes('a'))] }, { oneOf: [phrase(codes('a')), phrase(codes('b'))] }],
    [
      'a branch where there was one way',
      phrase(codes('a')),
      { oneOf: [phrase(codes('a')), phrase(codes('b'))] },
    ],
    [
      'a branch that is split',
      { oneOf: [phrase(codes('a', 'b'))] },
      { oneOf: [phrase(codes('b')), phrase(codes('a'))] },
    ],
    [
      'branches that are merged',
      { oneOf: [phrase(codes('a')), phrase(codes('b'))] },
      { oneOf: [phrase(codes('a', 'b'))] },
    ],
  ])('%s', (_, before, next) => {
    expect(compareSchemas(before, next)).toEqual([]);
  });
});

describe('comparePublished', () => {
  const published = publishedSchema('havre.intake.received.v1');

  it('compares the log and the door', () => {
    expect(comparePublished(published, published)).toEqual([]);
    const { log, door } = published;
    const narrowed = { ...door, required: [...(door?.required ?? []), 'time'] };
    expect(comparePublished(published, { ...published, door: narrowed })).toEqual([
      { path: 'door/time', change: 'property-now-required' },
    ]);
    expect(comparePublished(published, { ...published, log: { ...log, type: 'array' } })).toEqual([
      { path: 'log', change: 'type-changed' },
    ]);
  });

  it('keeps the door open', () => {
    const { door: _door, ...closedDoor } = published;
    expect(comparePublished(published, closedDoor)).toEqual([{ path: 'door', change: 'property-removed' }]);
    expect(comparePublished(closedDoor, published)).toEqual([]);
  });
});
