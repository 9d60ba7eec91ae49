import { phraseOf } from '@havre/events';
import { describe, expect, it } from '@jest/globals';

import { clauseShare, expressedShares, offeredShare, share } from './coverage.js';
import { drawNotes, type Note } from './draw-notes.js';
import { CORPUS_PARTS, readJudgements, sampledNotes, type Judgement } from './read-corpus.js';

const judged = readJudgements();

describe('corpus/phrasebook-sample.jsonl', () => {
  it.each(CORPUS_PARTS)('judges the notes of %s that were drawn, and no other', (part) => {
    const drawn = sampledNotes(part);
    const rows = judged.filter(({ set }) => set === part);
    expect(rows.map(({ id, lang }) => ({ id, lang }))).toEqual(drawn.map(({ id, lang }) => ({ id, lang })));
  });

  it.each(judged)('$id names phrases of the book, and what is lost', ({ verdict, phrases, lost }) => {
    expect(phrases.filter((code) => phraseOf(code) === undefined)).toEqual([]);
    expect(phrases.length > 0).toBe(verdict !== 'none');
    expect(lost !== undefined).toBe(verdict === 'needs' || verdict === 'part');
  });

  it('says what the phrasebook is said to say: seven ordinary notes in ten', () => {
    const [all] = expressedShares(judged);
    expect(all).toMatchObject({ metric: 'phrasebook.expressed', of: 260, bar: 0.7 });
    expect(all?.value).toBeGreaterThanOrEqual(0.7);
  });
});

describe('the figures', () => {
  const judgement = (verdict: Judgement['verdict'], set: Judgement['set'] = 'train'): Judgement => ({
    id: 'a',
    set,
    lang: 'fr',
    verdict,
    phrases: verdict === 'none' ? [] : ['lower-bunk', 'crib-needed'],
  });
  const note = (id: string, text: string, label = 'pass'): Note => ({ id, lang: 'fr', label, text });

  it('count a note that asks nothing against the phrasebook, except among requests', () => {
    const shares = expressedShares([
      judgement('whole'),
      judgement('needs', 'reference'),
      judgement('none'),
      judgement('part'),
    ]);
    const of = (metric: string) => shares.find((figure) => figure.metric === metric);
    expect(of('phrasebook.expressed')).toMatchObject({ value: 0.5, of: 4 });
    expect(of('phrasebook.expressed.requests')?.value).toBeCloseTo(2 / 3);
    expect(of('phrasebook.expressed.reference')).toMatchObject({ value: 1, of: 1 });
    expect(of('phrasebook.expressed.whole')).toMatchObject({ value: 0.25 });
  });

  it('come with an interval that narrows with the sample', () => {
    const [few, many] = [share('a', 7, 10), share('a', 700, 1000)];
    expect(few.low).toBeLessThan(many.low);
    expect(many.low).toBeCloseTo(0.671, 3);
    expect(many.high).toBeCloseTo(0.728, 3);
    expect(share('a', 0, 0)).toMatchObject({ value: 0, of: 0 });
  });

  it('say how many of the chosen phrases the search offers', () => {
    const notes = new Map([['a', note('a', 'lit du bas svp')]]);
    expect(offeredShare([judgement('whole')], notes)).toMatchObject({ value: 0.5, of: 2 });
  });

  it('say how many clauses get a suggestion', () => {
    expect(clauseShare('a', [note('a', 'lit du bas, zzzz zzzz')])).toMatchObject({ value: 0.5, of: 2 });
  });

  it('are of a sample that is the same every time, and of ordinary notes in two languages', () => {
    const notes = Array.from({ length: 50 }, (_, index) =>
      note(`N${index}`, 'texte', index % 2 === 0 ? 'pass' : 'drop'),
    );
    const drawn = drawNotes([...notes, { ...note('ar', 'نص'), lang: 'ar' }], 10);
    expect(drawNotes([...notes].reverse(), 10)).toEqual(drawn);
    expect(new Set(drawn.map(({ label }) => label))).toEqual(new Set(['pass']));
    expect(drawn.map(({ id }) => id)).not.toEqual(notes.slice(0, 10).map(({ id }) => id));
  });
});
