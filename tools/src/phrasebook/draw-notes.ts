import { createHash } from 'node:crypto';

/** A labelled note of `corpus/`. */
export interface Note {
  readonly id: string;
  readonly lang: string;
  readonly label: string;
  readonly text: string;
}

/** The languages whose notes were judged. */
const JUDGED = ['fr', 'en'];

/** What the draw depends on, beside the ids. Another seed is another sample, to be judged anew. */
const SEED = 'havre-phrasebook-1';

function rank(id: string): string {
  return createHash('sha256').update(`${SEED}:${id}`).digest('hex');
}

/** The notes that say nothing of status, in French or in English: what the phrasebook should be able to say. */
export function ordinaryNotes(notes: readonly Note[]): readonly Note[] {
  return notes.filter(({ label, lang }) => label === 'pass' && JUDGED.includes(lang));
}

/** A random sample that anybody draws again the same: nobody can choose which notes are judged. */
export function drawNotes(notes: readonly Note[], count: number): readonly Note[] {
  return ordinaryNotes(notes)
    .map((note) => ({ note, rank: rank(note.id) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, count)
    .map(({ note }) => note);
}
