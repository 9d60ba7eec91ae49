import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { withoutMarkup } from './without-markup.js';

/** The same as one expression, which takes time with the square of a text of comments that do not end. */
const ONE_EXPRESSION = /<!--[\s\S]{0,2000}?-->|<\/?[a-zA-Z][^<>]{0,500}>|<!\[CDATA\[|\]\]>/g;

describe('withoutMarkup', () => {
  it.each([
    ['ref<b>ug</b>ee', 'refugee'],
    ['ref<!-- a > b -->ugee', 'refugee'],
    ['ref<b<!-- -->r>ugee', 'ref<br>ugee'],
    ['<![CDATA[refugee]]>', 'refugee'],
    ['2 < 3 -->', '2 < 3 -->'],
    [`a<!--${'x'.repeat(2_000)}-->b`, 'ab'],
    [`a<!--${'x'.repeat(2_001)}-->b`, `a<!--${'x'.repeat(2_001)}-->b`],
  ])('reads %s', (text, plain) => {
    expect(withoutMarkup(text)).toBe(plain);
  });

  it('leaves out what one expression would', () => {
    const part = fc.constantFrom(
      '<!--',
      '-->',
      '<b>',
      '</',
      'a',
      ' ',
      '>',
      '<',
      ']]>',
      '<![CDATA[',
      'x'.repeat(1_999),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(withoutMarkup(text)).toBe(text.replace(ONE_EXPRESSION, ''));
      }),
      { numRuns: 3_000 },
    );
  });
});
