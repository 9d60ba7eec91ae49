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

describe('an acronym that the document explains', () => {
  const pack = `
pack: harbour
version: 1
rules:
  - id: harbour.badge
    category: S6
    source: a by-law
    any: [PR badge]
    examples: { match: { en: [PR badge] }, clean: [PR office] }
  - id: harbour.lantern
    category: S2
    source: a by-law
    evidence: [lantern street]
    examples: { match: { en: [lantern street] }, clean: [lantern] }
`;
  const compiled = compileRules(readPack({ name: 'harbour', yaml: pack }));
  const boats: SecondOpinion = {
    suspects: (text) => (text.includes('boat') ? SUSPICION : undefined),
  };
  const engine = new LayeredEngine([compiled], boats);
  const city = new LayeredEngine([compileRules(readPack({ name: 'town', yaml: PACK })), compiled], boats);
  const legend = 'PR = public relations';

  it('says nothing, at both speeds', () => {
    const value = { a: 'PR badge', legend };
    expect([engine.find({ value }), engine.findClosely({ value })]).toEqual([undefined, undefined]);
  });

  it.each([
    ['no legend', {}],
    ['something that the second opinion suspects', { legend, n: 'they came here by boat' }],
    ['evidence that the second opinion would let pass', { legend, n: 'they met in lantern street at four' }],
    ['a word of a status among the names', { legend, immStatus: 'x' }],
  ])('says what it says beside %s', (_beside, beside) => {
    const value = { a: 'PR badge', ...beside };
    expect(engine.find({ value })?.rule).toBe('harbour.badge');
    expect(engine.findClosely({ value })?.rule).toBe('harbour.badge');
  });

  it('says what it says to the pack of a city', () => {
    expect(city.find({ value: { a: 'PR badge', legend } })?.rule).toBe('harbour.badge');
  });
});
