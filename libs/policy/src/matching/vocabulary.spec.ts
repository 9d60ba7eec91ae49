import { describe, expect, it } from '@jest/globals';

import { Vocabulary } from './vocabulary.js';

function vocabularyOf(everyday: readonly string[]): Vocabulary {
  const vocabulary = new Vocabulary([], ['in'], new Map(), everyday);
  for (const [matcher, word] of ['immigration', 'status', 'canada', 'licence'].entries())
    vocabulary.add({ word, isPrefix: false, isCapitals: false }, matcher);
  vocabulary.pairs.add('harbour', 'licence');
  return vocabulary;
}

describe('Vocabulary', () => {
  const vocabulary = vocabularyOf(['nourriture', 'imigration', 'statusincanada', 'harbuor']);

  it.each([
    ['nourriture', true],
    ['imigration', false],
    ['statusincanada', false],
    ['harbuor', false],
    ['couverture', false],
  ])('remembers of everyday words alone that they are nothing else: %s', (word, isPlain) => {
    expect([vocabulary.isPlain(word), vocabulary.isPlain(word)]).toEqual([isPlain, isPlain]);
  });
});
