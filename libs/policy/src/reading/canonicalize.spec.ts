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

  it('leaves out members without a value, and takes many members and long names', () => {
    expect(canonicalize({ b: undefined, a: [undefined], c: {} })).toBe('{"a":[null],"c":{}}');
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => ['n'.repeat(index), index]));
    expect(JSON.parse(canonicalize(many))).toEqual(many);
    expect(canonicalize({ 9: 1, 10: 2 })).toBe('{"10":2,"9":1}');
    expect(canonicalize({ é: 1, z: 2, A: 3, a10: 4, a9: 5 })).toBe('{"A":3,"a10":4,"a9":5,"z":2,"é":1}');
  });

  it('writes orders of members anew once it has met too many', () => {
    for (let index = 0; index < 10_000; index++)
      expect(canonicalize({ [`b${String(index)}`]: 1, a: index })).toBe(
        `{"a":${String(index)},"b${String(index)}":1}`,
      );
  });
});
