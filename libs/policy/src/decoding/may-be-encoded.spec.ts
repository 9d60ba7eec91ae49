import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ENCODED, mayBeEncoded } from './may-be-encoded.js';

const pieces = [
  ...[
    '&',
    '%',
    '=',
    '<',
    '<~',
    '~',
    '+',
    '\\',
    ' ',
    ':',
    ', ',
    '; ',
    'a',
    'bed',
    'B',
    'AB',
    'é',
    '0',
    '12',
    '119,',
  ],
  ...[
    'de ',
    'ad:',
    'cafe',
    'CAFE',
    'abcdef',
    '0123456789',
    'maison-bonaventure',
    'ground_floor',
    'x/y',
    '01000001 ',
    '10101010,',
    '0x6f,',
    '0x6e ',
    '18-5 6 ',
    '7-',
    'u00',
    'x00e9_',
    'e9',
    '--',
    'xn-',
    '7265 ',
    '6675 ',
    'CHR(114)',
    '||',
    '\n',
    '難',
  ],
];

it('says the same as the expression that it saves trying', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (value) => {
      expect(mayBeEncoded(value)).toBe(ENCODED.test(value));
    }),
    { numRuns: 5_000 },
  );
});
