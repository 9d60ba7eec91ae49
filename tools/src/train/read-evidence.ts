import { compileBundle, readPacks, screen, type PolicyBundle } from '@havre/policy';
import type { SecondOpinion } from '@havre/policy/model';

import type { LabelledNote } from './labelled-note.js';

/** One reading of a note, as the second opinion is asked about it. */
export interface NoteView {
  readonly text: string;
  readonly evidence: ReadonlySet<string>;
}

/** A note with what the rules make of it. */
export interface ReadNote extends LabelledNote {
  /** The rules alone drop it. */
  readonly isCertain: boolean;
  /** The first is the note as it stands; more where something is encoded in it. Never empty. */
  readonly views: readonly [NoteView, ...NoteView[]];
}

/** Screens notes with the base pack alone and writes down what a second opinion would be asked. */
export function readEvidence(notes: readonly LabelledNote[]): readonly ReadNote[] {
  const asked: NoteView[] = [];
  const bundle = bundleWith({
    readsAllNotes: true,
    suspects: (text, evidence) => {
      asked.push({ text, evidence });
      return undefined;
    },
  });
  return notes.map((note) => {
    asked.length = 0;
    const isCertain = screen({ value: note.text }, bundle).effect === 'drop';
    const [first = { text: note.text, evidence: new Set<string>() }, ...others] = asked;
    return { ...note, isCertain, views: [first, ...others] };
  });
}

function bundleWith(opinion: SecondOpinion): PolicyBundle {
  return compileBundle(readPacks([]), { model: { name: 'recorder', version: 1, hash: 'none', opinion } });
}
