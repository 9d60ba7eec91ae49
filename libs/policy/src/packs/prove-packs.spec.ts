import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { readPacks, shippedPacks } from '../load-bundle.js';
import { provePacks } from './prove-packs.js';

const PROOFS = new URL('../../packs/proved.json', import.meta.url);

describe('the packs that ship', () => {
  it('prove themselves, and their proofs ship with them (npm run docs)', () => {
    const proofs: unknown = JSON.parse(readFileSync(PROOFS, 'utf8'));
    expect(provePacks(readPacks(shippedPacks()))).toEqual(proofs);
  }, 120_000);

  it('are refused when a rule misses its own example', () => {
    const wrong = `pack: town
version: 1
rules:
  - id: town.card
    category: S10
    source: a test
    any: [harbour card]
    examples: { match: { en: [mountain card] }, clean: [library card] }`;
    const packs = [...readPacks([]), { name: 'town', yaml: wrong }];
    expect(() => provePacks(packs)).toThrow(expect.objectContaining({ code: 'example-not-matched' }));
  }, 120_000);
});
