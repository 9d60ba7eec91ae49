import { describe, expect, it } from '@jest/globals';

import { WordFrequencies } from './word-frequencies.js';

const word = (text: string) => ({ word: text, isPrefix: false, isCapitals: false });
const beginning = (text: string) => ({ word: text, isPrefix: true, isCapitals: false });

describe('WordFrequencies', () => {
  const frequencies = new WordFrequencies(['the', 'bed', 'beds', 'permit'], ['code', 'bed']);
  const of = (spec: Parameters<WordFrequencies['of']>[0]) => frequencies.of(spec);

  it('puts words in the order of their ranks, those of both lists before', () => {
    expect(of(word('bed'))).toBeGreaterThan(of(word('the')));
    expect(of(word('the'))).toBeGreaterThan(of(word('permit')));
    expect(of(word('permit'))).toBeGreaterThan(of(word('sursis')));
  });

  it('counts all words that begin alike', () => {
    expect(of(beginning('bed'))).toBeGreaterThan(of(word('bed')));
    expect(of(beginning('bedr'))).toBeLessThan(of(beginning('bed')));
  });

  it('takes single letters of everyday language for frequent, those of other scripts for rare', () => {
    expect(of(word('a'))).toBeGreaterThan(of(word('z')));
    expect(of(word('z'))).toBeGreaterThan(of(word('permit')) / 20);
    expect(of(word('身'))).toBe(of(word('sursis')));
  });

  it('looks for numbers last, for capitals first', () => {
    expect(of(word('97'))).toBeGreaterThan(of(word('a')));
    expect(of({ ...word('pr'), isCapitals: true })).toBe(of(word('sursis')));
  });
});
