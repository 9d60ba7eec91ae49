import { describe, expect, it } from '@jest/globals';

import { readNoteWords } from './note-words.js';

function words(text: string): readonly string[] {
  const { units, starts, ends } = readNoteWords(text);
  return starts.map((start, index) => String.fromCharCode(...units.subarray(start, ends[index])));
}

describe('readNoteWords', () => {
  it('folds what is written otherwise, and makes every number its length', () => {
    expect(words('Réfugié·e arrivé le 12, ＬＩＴ 4')).toEqual([
      'refugie',
      'e',
      'arrive',
      'le',
      '00',
      'lit',
      '0',
    ]);
  });

  it('parts what French elides and keeps what English contracts', () => {
    expect(words("l’audience qu'elle can't j'ai")).toEqual([
      'l',
      'audience',
      'qu',
      'elle',
      "can't",
      'j',
      'ai',
    ]);
  });

  it('takes ideographs, question marks and empty boxes one by one', () => {
    expect(words('他的签证? ☐ oui')).toEqual(['他', '的', '签', '证', '?', '☐', 'oui']);
  });

  it('cuts a word that never ends', () => {
    expect(words('a'.repeat(500))).toEqual(['a'.repeat(40)]);
  });

  it('finds nothing where there is nothing', () => {
    expect(words('')).toEqual([]);
    expect(words(' — … ')).toEqual([]);
  });
});
