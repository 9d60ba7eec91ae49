import { clauseShare, expressedShares, offeredShare } from './coverage.js';
import { ordinaryNotes } from './draw-notes.js';
import { CORPUS_PARTS, readJudgements, readNotes } from './read-corpus.js';

/** `npm run phrasebook:coverage`: prints JSON lines, one a figure, and never fails on a number. */
const judged = readJudgements();
const parts = CORPUS_PARTS.map((part) => ({ part, notes: readNotes(part) }));
const notes = new Map(parts.flatMap((one) => one.notes).map((note) => [note.id, note]));
const figures = [
  ...expressedShares(judged),
  offeredShare(judged, notes),
  ...parts.map((one) => clauseShare(`phrasebook.clauses.${one.part}`, ordinaryNotes(one.notes))),
];
for (const { value, low, high, ...figure } of figures) {
  const rounded = {
    value: Number(value.toFixed(3)),
    low: Number(low.toFixed(3)),
    high: Number(high.toFixed(3)),
  };
  process.stdout.write(`${JSON.stringify({ ...figure, ...rounded })}\n`);
}
