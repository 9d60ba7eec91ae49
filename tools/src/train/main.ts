import { writeFileSync } from 'node:fs';

import { trainNotes } from './train-notes.js';

const MODELS = new URL('../../../libs/policy/models/', import.meta.url);

/** `npm run train`: makes `libs/policy/models/notes.bin` and its score card from `corpus/`. */
const { file, card } = trainNotes();
const text = `${JSON.stringify(card, undefined, 2)}\n`;
writeFileSync(new URL('notes.bin', MODELS), file);
writeFileSync(new URL('notes.card.json', MODELS), text);
process.stdout.write(text);
