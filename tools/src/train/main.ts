import { readFileSync, writeFileSync } from 'node:fs';

import { everydayWords } from './everyday-words.js';
import { trainNotes } from './train-notes.js';

/**
 * `npm run train`: makes `libs/policy/models/notes.bin` and its score card from `corpus/` and the rules, and the list of
 * everyday words from `corpus/`. With `--check` it only says whether that is what ships.
 */
const MODELS = new URL('../../../libs/policy/models/', import.meta.url);
const MODEL = new URL('notes.bin', MODELS);
const CARD = new URL('notes.card.json', MODELS);
const EVERYDAY = new URL('../packs/base/16-everyday.yaml', MODELS);

const words = everydayWords();
const { file, card } = trainNotes();
const text = `${JSON.stringify(card, undefined, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(MODEL, file);
  writeFileSync(CARD, text);
  writeFileSync(EVERYDAY, words);
  process.stdout.write(text);
} else if (shipsAlready()) {
  process.stdout.write('The model is the one that ships.\n');
} else {
  process.stdout.write('The model that ships was made of something else: run `npm run train`.\n');
  process.exitCode = 1;
}

function shipsAlready(): boolean {
  return (
    readFileSync(MODEL).equals(file) &&
    readFileSync(CARD, 'utf8') === text &&
    readFileSync(EVERYDAY, 'utf8') === words
  );
}
