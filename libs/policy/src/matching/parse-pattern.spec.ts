import { describe, expect, it } from '@jest/globals';

import { parsePattern, PatternError } from './parse-pattern.js';

const shape = (pattern: string, lists = {}) =>
  parsePattern(pattern, lists).map((sequence) =>
    sequence
      .map((element) => {
        if (element.kind === 'word')
          return element.options
            .map((o) => o.word + (o.isPrefix ? '*' : '') + (o.isCapitals ? '!' : ''))
            .join('|');
        return element.kind === 'gap' ? `..${element.max}` : element.kind;
      })
      .join(' '),
  );

describe('parsePattern', () => {
  it.each([
    ['visa expirée', ['visa expiree']],
    ['refug*', ['refug*']],
    ['has PR', ['has pr!']],
    ["demandeur d'asile", ['demandeur d asile']],
    ['i-94', ['i 94']],
    ['(a|b|c d)', ['a|b', 'c d']],
    ['no [valid] papers', ['no papers', 'no valid papers']],
    ['status ..2 canada', ['status ..2 canada']],
    ['^ visa $', ['start visa end']],
    ['imm #', ['imm number']],
    ['难民', ['难 民']],
    ['在留カード', ['在 留 カ ー ト']],
    ['วีซ่า', ['ว ี ซ ่ า']],
    ['ဗီဇာ', ['ဗ ီ ဇ ာ']],
    ['ទិដ្ឋាការ', ['ទ ិ ដ ្ ឋ ា ក ា រ']],
    ['སྐྱབས་བཅོལ*', ['སྐྱབས བཅོལ*']],
    ['(x|y) z', ['x|y z']],
  ])('reads %j', (pattern, sequences) => {
    expect(shape(pattern).sort()).toEqual([...sequences].sort());
  });

  it('reads the lists of the pack, inside groups too', () => {
    const lists = { paper: ['card', 'permit'] };
    expect(shape('{paper} lost', lists)).toEqual(['card|permit lost']);
    expect(shape('({paper}|visa) lost', lists)).toEqual(['card|permit|visa lost']);
  });

  it.each(['{nowhere}', '(a|)', '..9 x', '..2', '', '(a (b))', '*'])('refuses %j', (pattern) => {
    expect(() => parsePattern(pattern, {})).toThrow(PatternError);
  });
});
