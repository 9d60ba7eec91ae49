import { readJsonLines } from '../corpus/read-json-lines.js';
import { drawNotes, type Note } from './draw-notes.js';

/** Notes by other authors: some to learn from, some only to check against. */
const FILES = {
  train: ['train/notes-plain.jsonl', 'train/notes-fr.jsonl', 'train/notes-en.jsonl'],
  reference: ['reference/notes.jsonl'],
  dev: ['dev/notes.jsonl'],
} as const;

/**
 * Which part of the corpus a note comes from. The phrasebook was written from `train`; `reference` and then `dev`
 * were unseen when they were judged, each with the book as it stood.
 */
export type CorpusPart = keyof typeof FILES;

/** Every part, in the order in which they were judged. */
export const CORPUS_PARTS: readonly CorpusPart[] = ['train', 'reference', 'dev'];

/** How many notes of each part are judged. */
const SAMPLED: Readonly<Record<CorpusPart, number>> = { train: 140, reference: 60, dev: 60 };

/**
 * What was judged of one note. `whole`: every need and every fact that somebody would act on can be said;
 * `needs`: every need can, and `lost` is a detail; `part`: a need cannot; `none`: it asks nothing for anybody.
 */
export interface Judgement {
  readonly id: string;
  readonly set: CorpusPart;
  readonly lang: string;
  readonly verdict: 'whole' | 'needs' | 'part' | 'none';
  /** Codes of the phrases that say it. */
  readonly phrases: readonly string[];
  readonly lost?: string;
}

/** Every note of one part of the corpus, whatever its label and its language. */
export function readNotes(part: CorpusPart): readonly Note[] {
  return FILES[part].flatMap((file) => readJsonLines(file) as readonly Note[]);
}

/** The notes of one part that are to be judged. */
export function sampledNotes(part: CorpusPart): readonly Note[] {
  return drawNotes(readNotes(part), SAMPLED[part]);
}

/** What was judged, row by row: `corpus/phrasebook-sample.jsonl`. */
export function readJudgements(): readonly Judgement[] {
  return readJsonLines('phrasebook-sample.jsonl') as readonly Judgement[];
}
