import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { CATEGORIES } from '@havre/policy';
import {
  ConceptBook,
  knownSlot,
  readNoteWords,
  writeNoteModelFile,
  type NoteModelHeader,
} from '@havre/policy/model';

import { trainCategories } from './category-model.js';
import { readExamples, readNotes, readPhrases } from './labelled-note.js';
import { scoreOf, toExample, train, type LinearModel, type TrainingSettings } from './linear-model.js';
import { recallCurve, thresholdFor, type ScoredNote } from './operating-curve.js';
import { readEvidence, type ReadNote } from './read-evidence.js';

const CONCEPTS = new URL('../../../libs/policy/models/concepts.txt', import.meta.url);
const FORMAT = 1;
const KNOWN_BITS = 18;
const CATEGORY_BITS = 13;
const CATEGORY_COUNT = CATEGORIES.length - 1;
const LARGEST = 127;

/** Chosen by leaving out one author after the other; see `docs/decisions`. */
const SETTINGS: TrainingSettings = {
  bits: 20,
  groupWeights: [1, 1, 1, 0.7],
  epochs: 6,
  rate: 0.5,
  decay: 3e-3,
  rounds: 3,
  seed: 20_261_123,
};

/** Shares of ordinary notes, by authors unseen, that each operating point may drop wrongly by the model alone. */
const WRONGLY_DROPPED = { screened: 0.005, strict: 0.2, elsewhere: 0.002 } as const;
const LEAST_KNOWN_SHARE = 0.5;

/** Not notes that somebody wrote as such: learned from, and no measure of how unseen notes fare. */
const NO_AUTHORS: ReadonlySet<string> = new Set([
  'rules',
  'phrases',
  // Short values of fields, which are learned from too.
  'short-a',
  'short-en',
  'short-fr',
  'short-other',
]);

export interface TrainedNotes {
  readonly file: Uint8Array;
  readonly card: object;
}

/** Trains the second opinion from `corpus/train` and `corpus/written`; the same corpus gives the same bytes. */
export function trainNotes(): TrainedNotes {
  const notes = readEvidence([
    ...readNotes('train'),
    ...readNotes('written'),
    ...readExamples(),
    ...readPhrases(),
  ]);
  const concepts = readFileSync(CONCEPTS, 'utf8');
  const book = new ConceptBook(concepts);
  const examples = notes.map(({ views: [first] }) => toExample(first, book, SETTINGS));
  const unseen = scoreUnseenAuthors(notes, examples);
  const model = train(examples, notes.map(labelOf), SETTINGS);
  const drops = notes.flatMap((note, index) => (note.label === 'drop' ? [index] : []));
  const categories = trainCategories(
    drops.map((index) => examples[index] ?? { slots: new Uint32Array(), values: new Float32Array() }),
    drops.map((index) => CATEGORIES.indexOf((notes[index]?.category ?? 'S1') as (typeof CATEGORIES)[number])),
    { bits: CATEGORY_BITS, exampleBits: SETTINGS.bits, categories: CATEGORY_COUNT },
  );
  const weights = quantised(model.weights);
  const votes = quantised(categories.weights);
  const header: NoteModelHeader = {
    format: FORMAT,
    bits: SETTINGS.bits,
    scale: weights.scale,
    bias: model.bias,
    groupWeights: SETTINGS.groupWeights,
    thresholds: {
      screened: thresholdFor(unseen, WRONGLY_DROPPED.screened),
      strict: thresholdFor(unseen, WRONGLY_DROPPED.strict),
      elsewhere: thresholdFor(unseen, WRONGLY_DROPPED.elsewhere),
    },
    leastKnownShare: LEAST_KNOWN_SHARE,
    knownBits: KNOWN_BITS,
    categoryBits: CATEGORY_BITS,
    categoryScale: votes.scale,
    categoryBias: categories.bias,
    concepts,
    trainedOn: hashOf(notes),
    seed: SETTINGS.seed,
  };
  const file = writeNoteModelFile({
    header,
    weights: weights.bytes,
    known: knownWords(notes),
    categories: votes.bytes,
  });
  return { file, card: cardOf(notes, unseen, header) };
}

function labelOf({ label }: ReadNote): number {
  return label === 'drop' ? 1 : 0;
}

/** Scores each note with a model that never saw a note of its author's. */
function scoreUnseenAuthors(
  notes: readonly ReadNote[],
  examples: readonly ReturnType<typeof toExample>[],
): readonly ScoredNote[] {
  const scored: ScoredNote[] = [];
  for (const author of new Set(notes.map(authorOf))) {
    if (NO_AUTHORS.has(author)) continue;
    const seen = notes.flatMap((note, index) => (authorOf(note) === author ? [] : [index]));
    const model: LinearModel = train(
      seen.flatMap((index) => examples[index] ?? []),
      seen.flatMap((index) => {
        const note = notes[index];
        return note === undefined ? [] : labelOf(note);
      }),
      { ...SETTINGS, rounds: 1 },
    );
    notes.forEach((note, index) => {
      const example = examples[index];
      if (authorOf(note) !== author || note.isCertain || example === undefined) return;
      scored.push({ isDrop: note.label === 'drop', score: scoreOf(model, example) });
    });
  }
  return scored;
}

/** Ids of our own notes begin with the name of their file; those of others are one author here. */
function authorOf({ id }: ReadNote): string {
  return /^([a-z-]+)-\d{5}$/.exec(id)?.[1] ?? 'train';
}

function quantised(values: Float32Array): { readonly bytes: Int8Array; readonly scale: number } {
  let largest = 1e-9;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const scale = largest / LARGEST;
  return { bytes: Int8Array.from(values, (value) => Math.round(value / scale)), scale };
}

function knownWords(notes: readonly ReadNote[]): Uint8Array {
  const known = new Uint8Array(2 ** KNOWN_BITS / 8);
  for (const { text } of notes) {
    const words = readNoteWords(text);
    for (let word = 0; word < words.starts.length; word++) {
      const slot = knownSlot(words, word, KNOWN_BITS);
      known[slot >>> 3] = (known[slot >>> 3] ?? 0) | (1 << (slot & 7));
    }
  }
  return known;
}

function hashOf(notes: readonly ReadNote[]): string {
  const hash = createHash('sha256');
  for (const { label, category, text } of notes) hash.update(`${label}\0${category}\0${text}\0`);
  return hash.digest('hex');
}

function cardOf(notes: readonly ReadNote[], unseen: readonly ScoredNote[], header: NoteModelHeader): object {
  const count = (filter: (note: ReadNote) => boolean): object => ({
    drop: notes.filter((note) => note.label === 'drop' && filter(note)).length,
    pass: notes.filter((note) => note.label === 'pass' && filter(note)).length,
  });
  const languages = [...new Set(notes.map(({ lang }) => lang))].sort();
  return {
    trainedOn: header.trainedOn,
    settings: SETTINGS,
    notes: count(() => true),
    languages: Object.fromEntries(
      languages.map((language) => [language, count(({ lang }) => lang === language)]),
    ),
    // Recall of the model alone on notes that rules cleared, each scored without its author, by share wrongly dropped.
    unseenAuthors: recallCurve(unseen),
    thresholds: header.thresholds,
  };
}
