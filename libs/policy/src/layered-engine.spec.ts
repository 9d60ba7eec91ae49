import { beforeEach, describe, expect, it } from '@jest/globals';

import type { SecondOpinion } from './model/second-opinion.js';
import { LayeredEngine } from './layered-engine.js';
import { compileRules } from './packs/compile-rules.js';
import { readPack } from './packs/read-pack.js';

const PACK = `
pack: town
version: 1
rules:
  - id: town.card
    category: S10
    source: a by-law
    any: [harbour card]
    examples: { match: { en: [harbour card] }, clean: [harbour view] }
`;
const SUSPICION = { category: 'S1', rule: 'model.said-otherwise' } as const;

describe('a second opinion', () => {
  const asked: string[] = [];
  const opinion: SecondOpinion = {
    suspects: (text) => {
      asked.push(text);
      return text.includes('boat') ? SUSPICION : undefined;
    },
  };
  const engine = new LayeredEngine([compileRules(readPack({ name: 'town', yaml: PACK }))], opinion);
  const rulesOf = (value: unknown) => [
    engine.find({ value })?.rule,
    engine.findClosely({ value })?.rule,
    engine.find({ value: {}, metadata: { 'x-note': JSON.stringify(value) } })?.rule,
  ];
  const everywhere = (rule: string | undefined) => [rule, rule, rule];

  beforeEach(() => {
    asked.length = 0;
  });

  it.each([
    ['in plain words', { data: { note: 'they came by boat' } }],
    ['where the fast pass is content', { data: { note: 'a bed on the boat', needs: ['bed'] } }],
    ['encoded', { note: Buffer.from('they came here by boat').toString('base64') }],
    ['in JSON inside a string', { note: '{"inner":"they came by boat"}' }],
    ['quoted', { note: '"they came by boat"' }],
    ['in a script without spaces beside it', ['他们来了他们来了 boat']],
    ['beside an id', 'they came by boat 0190b6a5-7d3e-7cc1-8a11-1234567890ab'],
  ])('drops what the rules cleared, %s', (_where, value) => {
    expect(rulesOf(value)).toEqual(everywhere(SUSPICION.rule));
  });

  it('says the same again of what was asked before', () => {
    expect(rulesOf({ a: 'a bed for a boat', b: 'a bed for a boat' })).toEqual(everywhere(SUSPICION.rule));
    expect(rulesOf({ a: 'a bed for a cat' })).toEqual(everywhere(undefined));
    expect(rulesOf({ a: 'a bed for a cat' })).toEqual(everywhere(undefined));
  });

  it('names the whole string as the place', () => {
    const found = { ...SUSPICION, where: { path: '/a/0', start: 0, end: 17 } };
    expect(engine.find({ value: { a: ['they came by boat'] } })).toEqual(found);
  });

  it('is not asked where a rule decided, nor about names, codes and numbers', () => {
    expect(rulesOf({ a: 'a boat and the sea', b: 'harbour card' })).toEqual(everywhere('town.card'));
    asked.length = 0;
    expect(
      engine.find({ value: { 'a boat by name': 1, boat: 'boat', n: 12, id: 'boat 12' } }),
    ).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('is not asked about the same sentence for each of its readings', () => {
    engine.findClosely({ value: 'camelCase inside the sentence' });
    expect(asked).toEqual(['camelCase inside the sentence']);
  });
});
