import { expect, it } from '@jest/globals';

import { digitsOfShape } from './digits-of-shape.js';

it.each([
  ['[0-9]{4}', 4],
  ['[0-9]{2,4}[A-Z][0-9]?', 2],
  ['(?<![0-9A-Za-z-])(?:[0-9]{4}[- ]?[0-9]{4}|[0-9]{10})(?![0-9])', 8],
  ['(?:I-?(?:94|797|20|9)|G-28|[FJ]-1)', 1],
  ['(?:ab)?9[0-9]{2}', 3],
  ['(?:[0-9]{3}){2}', 6],
  ['(?:[0-9]{3})?x', 0],
  ['[A-Z0-9]{9}', 0],
  ['IMM ?[0-9]{4}[A-Z]?', 4],
  ['a|[0-9]', 0],
  ['\\d\\]9', 1],
] as const)('%s holds at least %d digits', (shape, digits) => {
  expect(digitsOfShape(shape)).toBe(digits);
});
