import { describe, expect, it } from '@jest/globals';

import { compileBundle } from './compile-bundle.js';
import { loadBundle } from './load-bundle.js';
import { PolicyError } from './policy-error.js';
import { screen } from './screen.js';

const pack = (rule: string, extra = '') => ({
  name: 'town',
  yaml: `pack: town\nversion: 3\n${extra}rules:\n${rule}`,
});

const RULE = `
  - id: town.card
    category: S10
    source: a by-law
    any: [harbour (card|pass)]
    unless: [{ within: 2, any: [library, transit] }]
    examples:
      match: { en: [showed a harbour card] }
      clean: [library harbour card, harbour view]
`;

const codeOf = (build: () => unknown): string => {
  try {
    build();
    return 'loaded';
  } catch (error) {
    return error instanceof PolicyError ? `${error.code} ${error.subject}` : 'another error';
  }
};

describe('compileBundle', () => {
  it('compiles a pack to a bundle with its version and a hash of its sources', () => {
    const bundle = compileBundle([pack(RULE)]);
    expect(bundle).toMatchObject({ packs: ['town'], version: 'town@3', ruleCount: 1 });
    expect(bundle.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(compileBundle([pack(RULE)]).hash).toBe(bundle.hash);
    expect(compileBundle([pack(RULE.replace('within: 2', 'within: 3'))]).hash).not.toBe(bundle.hash);
  });

  it('does not load a rule that misses its own example', () => {
    expect(codeOf(() => compileBundle([pack(RULE.replace('showed a harbour card', 'showed a card'))]))).toBe(
      'example-not-matched town/town.card en[0]',
    );
  });

  it('does not load a rule that finds something in its near miss', () => {
    expect(
      codeOf(() => compileBundle([pack(RULE.replace('library harbour card', 'lost harbour card'))])),
    ).toBe('example-not-clean town/town.card clean[0]');
  });

  it('does not load a rule that a disguise defeats', () => {
    // A shape that only looks at the beginning misses the same words inside JSON.
    const shape = RULE.replace('any: [harbour (card|pass)]', "shapes: ['^harbour card']").replace(
      'showed a harbour card',
      'harbour card',
    );
    expect(codeOf(() => compileBundle([pack(shape)]))).toMatch(
      /^disguise-not-matched town\/town\.card en\[0\]/,
    );
  });

  it.each([
    [
      'a pattern that cannot be read',
      RULE.replace('harbour (card|pass)', '"harbour {nolist}"'),
      'pattern-invalid',
    ],
    [
      'an open-ended shape',
      RULE.replace('any: [harbour (card|pass)]', "shapes: ['(a+)+b']"),
      'pattern-invalid',
    ],
    ['a category that does not exist', RULE.replace('S10', 'S12'), 'pack-invalid'],
    ['a rule without examples', RULE.split('    examples:')[0] ?? '', 'pack-invalid'],
    ['the same rule twice', RULE + RULE, 'duplicate-rule'],
    ['YAML that is none', '\t- [', 'pack-unreadable'],
  ])('does not load %s', (_what, rule, code) => {
    expect(codeOf(() => compileBundle([pack(rule)]))).toContain(code);
  });

  it('does not load a pack under another name', () => {
    expect(codeOf(() => compileBundle([{ ...pack(RULE), name: 'city' }]))).toBe('pack-invalid city/pack');
  });
});

describe('loadBundle', () => {
  it('loads the base pack, and a city pack on top of it', () => {
    expect(loadBundle().packs).toEqual(['base']);
    expect(loadBundle(['montreal']).packs).toEqual(['base', 'montreal']);
    expect(loadBundle(['montreal', 'base'])).toBe(loadBundle(['montreal']));
  });

  it.each(['atlantis', '../base', ''])('does not load %j', (name) => {
    expect(codeOf(() => loadBundle([name]))).toMatch(/^pack-not-found/);
  });

  it('lets a city pack add rules', () => {
    const document = { value: 'suivie par PRAIDA' };
    expect(screen(document, loadBundle()).effect).toBe('clear');
    expect(screen(document, loadBundle(['montreal']))).toMatchObject({
      effect: 'drop',
      rule: 'montreal.praida',
    });
  });

  it('does not let a city pack hide words from the rules of the base', () => {
    const weakening = { name: 'town', yaml: 'pack: town\nversion: 1\nlookAlikes: [harbour card]\n' };
    const base = { ...pack(RULE), name: 'first', yaml: pack(RULE).yaml.replace('pack: town', 'pack: first') };
    const bundle = compileBundle([base, weakening]);
    expect(screen({ value: 'showed a harbour card' }, bundle).effect).toBe('drop');
  });
});
