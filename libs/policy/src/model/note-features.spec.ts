import { describe, expect, it } from '@jest/globals';

import { ConceptBook } from './concept-book.js';
import { FEATURE_GROUPS, FeatureReader, windowsOf, WINDOW_WORDS } from './note-features.js';
import { readNoteWords } from './note-words.js';

const NOTHING: ReadonlySet<string> = new Set();

function featuresOf(text: string, evidence = NOTHING): readonly (readonly number[])[] {
  const reader = new FeatureReader(new ConceptBook('fear: afraid peur\npolice: police'));
  const words = readNoteWords(text);
  const [window = { first: 0, length: 0 }] = windowsOf(words);
  reader.read(words, window, evidence);
  return reader.groups.map(({ hashes, count }) => [...hashes.subarray(0, count)]);
}

describe('FeatureReader', () => {
  it('reads words and runs of two and three', () => {
    const [one] = featuresOf('lit');
    const [three] = featuresOf('un lit libre');
    expect(one).toHaveLength(1);
    expect(three).toHaveLength(3 + 2 + 1);
    expect(three).toEqual(expect.arrayContaining([...(one ?? [])]));
  });

  it('tells the order of words, and of concepts', () => {
    expect(featuresOf('un lit')[0]).not.toEqual(featuresOf('lit un')[0]);
    expect(featuresOf('afraid of police')[2]).not.toEqual(featuresOf('police of afraid')[2]);
  });

  it('has the same concepts for the same thing said in two languages', () => {
    const [, , english] = featuresOf('afraid police');
    const [, , french] = featuresOf('peur police');
    const shared = english?.filter((feature) => french?.includes(feature)) ?? [];
    expect(shared.length).toBeGreaterThanOrEqual(3);
  });

  it('reads evidence by name', () => {
    const [, , , none] = featuresOf('un lit');
    const [, , , some] = featuresOf('un lit', new Set(['s8.removal', 's8.removal#sent back']));
    expect(none).toEqual([]);
    expect(some).toHaveLength(3);
  });

  it('stays within its room whatever it reads', () => {
    const [...groups] = featuresOf('afraid '.repeat(5_000));
    expect(groups).toHaveLength(FEATURE_GROUPS);
    for (const group of groups) expect(group.length).toBeLessThanOrEqual(16_384);
  });
});

describe('windowsOf', () => {
  it('looks at a long text in windows that overlap by half, and at all of it', () => {
    const words = readNoteWords('mot '.repeat(150));
    const windows = windowsOf(words);
    expect(windows[0]).toEqual({ first: 0, length: WINDOW_WORDS });
    expect(windows.map(({ first }) => first)).toEqual([0, 32, 64, 96]);
    const last = windows.at(-1) ?? { first: 0, length: 0 };
    expect(last.first + last.length).toBe(150);
  });

  it('makes one empty window of no words', () => {
    expect(windowsOf(readNoteWords(''))).toEqual([{ first: 0, length: 0 }]);
  });
});
