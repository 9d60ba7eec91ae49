import { describe, expect, it } from '@jest/globals';

import { ConceptBook } from './concept-book.js';

const book = new ConceptBook(
  ['# a comment', 'lawyer: avocat* lawyer abogad*', 'fear: peur afraid', 'who: avocate'].join('\n'),
);

function conceptsOf(word: string): readonly string[] {
  const units = Uint16Array.from(word, (letter) => letter.charCodeAt(0));
  return book.conceptsOf(units, 0, units.length).map((concept) => book.names[concept] ?? '');
}

describe('ConceptBook', () => {
  it('knows a word in each of its languages', () => {
    expect(['lawyer', 'abogada', 'avocat'].map(conceptsOf)).toEqual([['lawyer'], ['lawyer'], ['lawyer']]);
  });

  it('lets a word be in several', () => {
    expect(conceptsOf('avocate')).toEqual(['lawyer', 'who']);
  });

  it('takes a word without a star as a whole', () => {
    expect(conceptsOf('peureux')).toEqual([]);
    expect(conceptsOf('lawyers')).toEqual([]);
  });

  it('joins lines of the same name', () => {
    expect(new ConceptBook('fear: peur\nfear: afraid').names).toEqual(['fear']);
  });
});
