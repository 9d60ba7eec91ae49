/** What makes and measures the learned second opinion. Services need only the library's main face. */
export { ConceptBook } from './concept-book.js';
export { FEATURE_GROUPS, FeatureReader, windowsOf } from './note-features.js';
export { readNoteModelFile, writeNoteModelFile } from './note-model-file.js';
export type { NoteModelHeader, NoteModelParts } from './note-model-file.js';
export { knownSlot, NoteModel } from './note-model.js';
export type { NoteCategory } from './note-model.js';
export { readNoteWords } from './note-words.js';
export type { NoteWords } from './note-words.js';
export { NoteOpinion } from './note-opinion.js';
export type { OperatingPoint } from './note-opinion.js';
export type { SecondOpinion, Suspicion } from './second-opinion.js';
export { ruleExamples } from '../packs/rule-examples.js';
export type { RuleExample } from '../packs/rule-examples.js';
