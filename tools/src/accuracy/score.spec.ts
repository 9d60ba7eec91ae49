import { describe, expect, it } from '@jest/globals';

import { scoreOf, scoresBy, type DecidedRow } from './score.js';

const decided = (label: 'drop' | 'pass', isDropped: boolean, lang = 'fr'): DecidedRow => ({
  row: { id: 'x', label, category: 'S1', lang, text: '' },
  isDropped,
});

describe('scoreOf', () => {
  it('counts what was found, missed and wrongly dropped', () => {
    const rows = [
      decided('drop', true),
      decided('drop', true),
      decided('drop', true),
      decided('drop', false),
      decided('pass', true),
      decided('pass', false),
      decided('pass', false),
      decided('pass', false),
    ];
    expect(scoreOf(rows)).toEqual({
      drops: 4,
      passes: 4,
      precision: 0.75,
      recall: 0.75,
      wronglyDropped: 0.25,
      f2: 15 / 20,
    });
  });

  it('finds nothing wrong with nothing', () => {
    expect(scoreOf([])).toEqual({ drops: 0, passes: 0, precision: 1, recall: 1, wronglyDropped: 0, f2: 1 });
  });
});

describe('scoresBy', () => {
  it('scores each group apart, by name', () => {
    const rows = [decided('drop', true, 'fr'), decided('drop', false, 'en'), decided('pass', true, 'en')];
    const scores = scoresBy(rows, ({ lang }) => lang);
    expect(scores.map(([name, { recall, wronglyDropped }]) => [name, recall, wronglyDropped])).toEqual([
      ['en', 0, 1],
      ['fr', 1, 0],
    ]);
  });
});
