import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { trainNotes } from './train-notes.js';

const MODELS = new URL('../../../libs/policy/models/', import.meta.url);

describe('the model that ships', () => {
  // Takes some twenty seconds: all of the corpus, once for each author left out and once for good.
  it('is what the corpus, the rules and the seed make, byte for byte', () => {
    const { file, card } = trainNotes();
    expect(Buffer.from(file).equals(readFileSync(new URL('notes.bin', MODELS)))).toBe(true);
    expect(card).toEqual(JSON.parse(readFileSync(new URL('notes.card.json', MODELS), 'utf8')));
  }, 300_000);
});
