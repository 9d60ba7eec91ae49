import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { BundleModel } from './compile-bundle.js';
import { NoteModel } from './model/note-model.js';
import { NoteOpinion, type OperatingPoint } from './model/note-opinion.js';
import { PolicyError } from './policy-error.js';

const FILE = new URL('../models/notes.bin', import.meta.url);
const VERSION = 1;

let loaded: { readonly model: NoteModel; readonly hash: string } | undefined;

/**
 * The learned second opinion that ships with the library, at one operating point. Read once per process.
 *
 * @throws PolicyError `model-malformed` when the file is not there or not a model
 */
export function loadModel(point: OperatingPoint): BundleModel {
  loaded ??= readModel();
  const { model, hash } = loaded;
  // Two operating points decide differently, so they are two things by name and hash.
  return {
    name: `notes-${point}`,
    version: VERSION,
    hash: createHash('sha256').update(`${hash}\0${point}`).digest('hex'),
    opinion: new NoteOpinion(model, point),
  };
}

function readModel(): { readonly model: NoteModel; readonly hash: string } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(FILE);
  } catch {
    throw new PolicyError('model-malformed', 'notes');
  }
  return { model: NoteModel.read(bytes), hash: createHash('sha256').update(bytes).digest('hex') };
}
