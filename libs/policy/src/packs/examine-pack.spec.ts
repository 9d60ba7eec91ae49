import { describe, expect, it } from '@jest/globals';

import { loadBundle } from '../load-bundle.js';
import { PolicyError } from '../policy-error.js';
import { examinePack } from './examine-pack.js';

const PACK = `
pack: town
version: 2
policy: { title: Harbour policy, citation: 'Town council, item 4', adopted: '2019-05' }
rules:
  - id: town.card
    category: S10
    source: a by-law
    any: [harbour (card|pass)]
    examples: { match: { en: [harbour card], fr: [carte harbour pass] }, clean: [harbour view, card] }
  - id: town.refugee
    category: S4
    source: a by-law
    any: [refugee ..2 harbour, harbour refugee]
    examples: { match: { en: [refugee at the harbour] }, clean: [harbour] }
`;
const base = loadBundle();
const ticking = () => {
  let time = 0;
  return () => (time += 5);
};
const examine = (yaml: string) => examinePack({ name: 'town', yaml }, base, ticking());

describe('examinePack', () => {
  it('reports how every rule stood its proof', () => {
    const { part, policy, rules, milliseconds } = examine(PACK);
    expect(part).toMatchObject({ kind: 'pack', name: 'town', version: 2 });
    expect(policy?.adopted).toBe('2019-05');
    expect(milliseconds.compiling).toBe(5);
    expect(rules[0]).toEqual({
      id: 'town.card',
      category: 'S10',
      source: 'a by-law',
      matches: 2,
      nearMisses: 2,
      disguised: 24,
      failures: [],
      warnings: [],
      milliseconds: 5,
    });
  });

  it('warns of a rule that adds nothing to the base, has one near miss, knows one language', () => {
    expect(examine(PACK).rules[1]?.warnings).toEqual([
      { code: 'one-near-miss' },
      { code: 'one-language', about: 'en' },
      { code: 'already-found' },
    ]);
  });

  it('warns of a phrase that the base finds, and of a short word alone', () => {
    const yaml = PACK.replace('[harbour (card|pass)]', '[harbour (card|pass), undocumented harbour, zq]');
    expect(examine(yaml).rules[0]?.warnings).toEqual([
      { code: 'short-word', about: 'zq' },
      { code: 'phrase-already-found', about: 'undocumented harbour' },
    ]);
  });

  it('goes on after a failure, and says which example failed and how', () => {
    const yaml = PACK.replace('[harbour card]', '[harbour cart, harbour pass]').replace(
      '[harbour view, card]',
      '[harbour pass, card]',
    );
    expect(examine(yaml).rules[0]?.failures).toEqual([
      { code: 'example-not-matched', note: { language: 'en', index: 0, example: 'harbour cart' } },
      { code: 'example-not-clean', note: { language: 'clean', index: 0, example: 'harbour pass' } },
    ]);
  });

  it('says which disguise of an example is not seen through', () => {
    const shape = "shapes: ['^(?:carte )?harbour (?:card|pass)']";
    const yaml = PACK.replace('any: [harbour (card|pass)]', () => shape);
    const failures = examine(yaml).rules[0]?.failures ?? [];
    expect(failures.map(({ note }) => note.disguise)).toEqual([
      'base64',
      'hexadecimal',
      'base64',
      'hexadecimal',
    ]);
    expect(failures[0]?.note.disguised).toBe(Buffer.from('harbour card').toString('base64'));
  });

  it.each([
    [PACK.replace('S10', 'S12'), 'town.card: category must be equal to one of the allowed values (S1, S2,'],
    [PACK.replace('source: a by-law', 'sourse: a by-law'), "town.card: must have required property 'source'"],
    [PACK.replace('version: 2', 'version: 2\nnotes: x'), 'must NOT have additional properties (notes)'],
    [PACK.replace('Town council', 'https://town'), 'citation must NOT be valid'],
    [PACK.replace('pack: town', 'pack: city'), 'must be town'],
    [`${PACK}\n  - {`, 'line'],
  ])('says to the author what is wrong with the text', (yaml, problem) => {
    let note: string | undefined;
    try {
      examine(yaml);
    } catch (error) {
      note = error instanceof PolicyError ? error.forAuthor().problem : undefined;
    }
    expect(note).toContain(problem);
  });
});
