import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';

import { exampleUse, PHRASEBOOK, type JsonSchema } from './index.js';
import { addOneOfByCode, indexByCode } from './one-of-by-code.js';
import { phraseListSchema } from './phrasebook/phrase-schema.js';

const formats = { date: fullFormats.date };
const published = new Ajv2020({ strict: true, formats }).compile(phraseListSchema(PHRASEBOOK));
const ajv = new Ajv2020({ strict: true, validateSchema: false, formats });
addOneOfByCode(ajv);
const indexed = ajv.compile(indexByCode(phraseListSchema(PHRASEBOOK)));

const uses = PHRASEBOOK.map(exampleUse);

/** Each use spoilt in ways that the schema must refuse or take, whichever validator is asked. */
const variants: readonly unknown[] = uses.flatMap(({ code, parameters }, index) => [
  { code, parameters },
  { code },
  { code, parameters: {} },
  { code, parameters: { ...parameters, extra: 1 } },
  { code, parameters: uses[(index + 7) % uses.length]?.parameters },
  { code, parameters, note: 'text' },
  { code: `${code}-not`, parameters },
  {
    code,
    parameters: Object.fromEntries(Object.keys(parameters ?? {}).map((name) => [name, 'constructor'])),
  },
  { code, parameters: Object.fromEntries(Object.keys(parameters ?? {}).map((name) => [name, 1_000_000])) },
]);

describe('oneOfByCode', () => {
  it('judges every phrase as the published schema does', () => {
    const judged = variants.map((use) => [indexed([use]), published([use])]);
    expect(judged.filter(([one, other]) => one !== other)).toEqual([]);
    expect(judged.filter(([one]) => one).length).toBeGreaterThanOrEqual(PHRASEBOOK.length);
    expect(judged.filter(([one]) => !one).length).toBeGreaterThanOrEqual(PHRASEBOOK.length * 4);
  });

  it.each([[null], ['text'], [12], [[]], [{}], [{ code: 4 }], [{ code: 'toString' }]])(
    'refuses %j',
    (use) => {
      expect(indexed([use])).toBe(false);
      expect(published([use])).toBe(false);
    },
  );

  it('says where it refused, so that content is told from envelope', () => {
    expect(indexed([uses[0], { code: 'nothing' }])).toBe(false);
    expect(indexed.errors?.[0]?.instancePath).toBe('/1');
  });

  it.each<[string, readonly JsonSchema[]]>([
    ['a branch without a code', [{ type: 'string', maxLength: 3 }, { type: 'boolean' }]],
    [
      'a code of two branches',
      [
        { type: 'object', properties: { code: { const: 'a' } } },
        { type: 'object', properties: { code: { enum: ['a', 'b'] } } },
      ],
    ],
  ])('leaves %s to oneOf', (_, oneOf) => {
    expect(indexByCode({ oneOf })).toEqual({ oneOf });
  });
});
