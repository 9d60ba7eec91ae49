import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';

import type { PackSource, PolicyBundle } from '../bundle.js';
import { compiledOf } from '../engine-of-bundle.js';
import { compilePacks, loadBundle, readPacks, shippedPacks } from '../load-bundle.js';
import { PolicyError } from '../policy-error.js';
import { screen } from '../screen.js';
import type { Pack } from './pack.js';

const base = loadBundle();
const basePack = packOf('base');
const cities = shippedPacks().filter((name) => name !== 'base');
const allExamples = (basePack?.rules ?? []).flatMap(({ id, examples: { match } }) =>
  Object.values(match).flatMap((texts) => texts.map((example) => ({ id, example }))),
);
/** Some say too little by themselves: what the base weighs and lets pass, a city may let pass. */
const examples = allExamples.filter(({ example }) => screen({ value: example }, base).effect === 'drop');
const texts = examples.flatMap(({ example }) => (typeof example === 'string' ? [example] : []));
/** Misspelt examples that the base alone still understands: what a pack could undo by calling an error a word. */
const misspelt = texts
  .map((text) => text.replace(/\p{L}{9,}/gu, (word) => word.slice(0, 4) + word.slice(5)))
  .filter((text) => screen({ value: text }, base).effect === 'drop');
const runOn = texts
  .map((text) => text.replaceAll(' ', ''))
  .filter((text) => screen({ value: text }, base).effect === 'drop');

/** The base pack and one more. */
function beside(pack: PackSource): PolicyBundle {
  return compilePacks([...readPacks([]), pack], { like: base });
}

function packOf(name: string): Pack | undefined {
  return compiledOf(base)?.layers.find(({ pack }) => pack.pack === name)?.pack;
}

/** A pack that does everything a pack can do to keep the base from finding its own examples. */
function hostilePack(phrases: readonly string[]): string {
  const words = [...new Set(phrases.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []))];
  const pack = {
    pack: 'hostile',
    version: 1,
    lists: { status: ['nothing'], immigration: ['nothing'], refugee: ['nothing'] },
    notTypos: words.slice(0, 900),
    connectors: words.filter((word) => word.length < 5).slice(0, 900),
    common: words.slice(0, 900),
    lookAlikes: words.slice(0, 900),
    rules: [
      {
        id: 'hostile.words',
        category: 'S1',
        source: 'words of its own, that it never finds',
        any: ['harbour card', ...words.slice(0, 900)],
        lookAlikes: false,
        requires: [{ within: 0, any: ['harbour card'] }],
        examples: { match: { en: ['harbour card'] }, clean: ['harbour view'] },
      },
    ],
  };
  return stringify(pack);
}

describe('the base pack', () => {
  it('is tried with enough', () => {
    expect([
      examples.length > 0.9 * allExamples.length,
      texts.length > 300,
      misspelt.length > 50,
      runOn.length > 30,
      cities.length > 0,
    ]).toEqual([true, true, true, true, true]);
  });

  it.each(cities)('finds every one of its examples beside %s', (city) => {
    const bundle = loadBundle([city]);
    const lost = examples.filter(({ example }) => screen({ value: example }, bundle).effect === 'clear');
    expect(lost).toEqual([]);
  });

  it('finds the same, by the same rule, beside a pack that would undo it', () => {
    const tried = [...texts, ...misspelt, ...runOn];
    const bundle = beside({ name: 'hostile', yaml: hostilePack(tried) });
    const changed = tried.flatMap((value) => {
      const [together, alone] = [screen({ value }, bundle), screen({ value }, base)];
      return JSON.stringify(together) === JSON.stringify(alone) ? [] : [{ value, together, alone }];
    });
    expect(changed).toEqual([]);
  });

  it('is never weakened by a look-alike, an ordinary word, a connector or a list', () => {
    const sample = fc.subarray([...texts, ...misspelt, ...runOn], { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sample, (tried) => {
        const bundle = beside({ name: 'hostile', yaml: hostilePack(tried) });
        expect(tried.filter((value) => screen({ value }, bundle).effect === 'clear')).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('cannot be left out', () => {
    expect(readPacks([]).map(({ name }) => name)).toEqual(['base']);
    expect(readPacks(['base', 'montreal', 'base']).map(({ name }) => name)).toEqual(['base', 'montreal']);
  });

  it('keeps its rules to itself: a rule of the same name is refused', () => {
    const [rule] = basePack?.rules ?? [];
    const rules = [{ ...rule, any: ['nothing at all'] }];
    const yaml = stringify({ pack: 'town', version: 1, lists: basePack?.lists, rules });
    expect(() => beside({ name: 'town', yaml })).toThrow('duplicate-rule (town/');
  });
});

describe('a folder called base', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'havre-packs-'));
    mkdirSync(join(folder, 'base'));
    writeFileSync(join(folder, 'base', 'pack.yaml'), 'pack: base\nversion: 99\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('does not stand in for the base pack', () => {
    let refusal: unknown;
    try {
      readPacks([join(folder, 'base')]);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(PolicyError);
    expect(refusal).toMatchObject({ code: 'base-is-fixed', subject: 'base' });
  });
});
