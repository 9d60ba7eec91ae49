import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canonicalize } from './canonicalize.js';

describe('canonicalize', () => {
  it('sorts keys at every depth and writes no spaces', () => {
    expect(canonicalize({ b: [{ d: 1, c: 'é"\n' }], a: null })).toBe(
      '{"a":null,"b":[{"c":"é\\"\\n","d":1}]}',
    );
  });

  it('gives JSON that means the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalize(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('gives the same text for the same members in any order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const turned = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalize(turned)).toBe(canonicalize(members));
      }),
    );
  });
});
