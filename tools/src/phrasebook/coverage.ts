import { clausesOf, suggestPhrases } from '@havre/events';

import type { Note } from './draw-notes.js';
import { CORPUS_PARTS, type CorpusPart, type Judgement } from './read-corpus.js';

/** A share of notes, with the 95 % interval of what another sample of that size would have shown. */
export interface CoverageFigure {
  readonly metric: string;
  readonly value: number;
  readonly unit: 'share';
  /** How many notes, clauses or phrases it is a share of. */
  readonly of: number;
  readonly low: number;
  readonly high: number;
  readonly bar?: number;
}

/** Standard deviations of a 95 % interval. */
const Z = 1.96;

/** Wilson's interval, which holds for small samples and near 1. */
export function share(metric: string, count: number, of: number, bar?: number): CoverageFigure {
  const value = of === 0 ? 0 : count / of;
  const size = Math.max(1, of);
  const centre = value + (Z * Z) / (2 * size);
  const spread = Z * Math.sqrt((value * (1 - value)) / size + (Z * Z) / (4 * size * size));
  const scale = 1 + (Z * Z) / size;
  return {
    metric,
    value,
    unit: 'share',
    of,
    low: (centre - spread) / scale,
    high: (centre + spread) / scale,
    ...(bar === undefined ? {} : { bar }),
  };
}

function isExpressed({ verdict }: Judgement): boolean {
  return verdict === 'whole' || verdict === 'needs';
}

function expressed(metric: string, judged: readonly Judgement[], bar?: number): CoverageFigure {
  return share(metric, judged.filter(isExpressed).length, judged.length, bar);
}

/** What the phrasebook can say of the sample, in all and by part. A note that asks nothing counts against it. */
export function expressedShares(judged: readonly Judgement[]): readonly CoverageFigure[] {
  const requests = (rows: readonly Judgement[]) => rows.filter(({ verdict }) => verdict !== 'none');
  const unseen = judged.filter(({ set }) => set !== 'train');
  const partOf = (part: CorpusPart) => judged.filter(({ set }) => set === part);
  return [
    expressed('phrasebook.expressed', judged, 0.7),
    expressed('phrasebook.expressed.requests', requests(judged)),
    expressed('phrasebook.expressed.unseen', unseen),
    expressed('phrasebook.expressed.unseen.requests', requests(unseen)),
    ...CORPUS_PARTS.flatMap((part) => [
      expressed(`phrasebook.expressed.${part}`, partOf(part)),
      expressed(`phrasebook.expressed.${part}.requests`, requests(partOf(part))),
    ]),
    share(
      'phrasebook.expressed.whole',
      judged.filter(({ verdict }) => verdict === 'whole').length,
      judged.length,
    ),
  ];
}

/** Of the phrases that a person chose for a note, how many the search offers among its first for some clause. */
export function offeredShare(judged: readonly Judgement[], notes: ReadonlyMap<string, Note>): CoverageFigure {
  const chosen = judged.flatMap(({ id, phrases }) => {
    const note = notes.get(id);
    if (note === undefined) return [];
    const offered = new Set(
      suggestPhrases(note.text, { language: note.lang, limit: 5 }).flatMap(({ phrases: found }) =>
        found.map(({ phrase }) => phrase.code),
      ),
    );
    return phrases.map((code) => offered.has(code));
  });
  return share('phrasebook.offered', chosen.filter(Boolean).length, chosen.length);
}

/** How many clauses of ordinary notes get a suggestion at all, right or wrong: a ceiling, counted without judging. */
export function clauseShare(metric: string, notes: readonly Note[]): CoverageFigure {
  const clauses = notes.flatMap(({ text, lang }) => clausesOf(text).map((clause) => ({ clause, lang })));
  const met = clauses.filter(({ clause, lang }) =>
    suggestPhrases(clause, { language: lang, limit: 1 }).some(({ phrases }) => phrases.length > 0),
  );
  return share(metric, met.length, clauses.length);
}
