import { join } from 'node:path';

import { clauseShare, expressedShares, offeredShare } from './coverage.js';
import { ordinaryNotes } from './draw-notes.js';
import { readJudgements, readNotes } from './read-corpus.js';

/** `npm run phrasebook:coverage`: prints JSON lines, one a figure, and never fails on a number. */
const root = join(import.meta.dirname, '..', '..', '..');
const judged = await readJudgements(root);
const [train, reference] = await Promise.all([readNotes(root, 'train'), readNotes(root, 'reference')]);
const notes = new Map([...train, ...reference].map((note) => [note.id, note]));
const figures = [
  ...expressedShares(judged),
  offeredShare(judged, notes),
  clauseShare('phrasebook.clauses.train', ordinaryNotes(train)),
  clauseShare('phrasebook.clauses.reference', ordinaryNotes(reference)),
];
for (const { value, low, high, ...figure } of figures) {
  const rounded = {
    value: Number(value.toFixed(3)),
    low: Number(low.toFixed(3)),
    high: Number(high.toFixed(3)),
  };
  process.stdout.write(`${JSON.stringify({ ...figure, ...rounded })}\n`);
}
