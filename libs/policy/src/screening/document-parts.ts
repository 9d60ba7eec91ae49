import type { Path } from './place.js';

/** What of a document is screened: paths into its value and into what travels beside it. */
export interface DocumentParts {
  readonly value: readonly Path[];
  readonly metadata: readonly Path[];
}

/** What was proved of texts where no name above them says anything. */
export interface ProvedTexts {
  /** Whether no rule finds anything in a text. */
  isClearOfRules(text: string): boolean;
  /** Whether the second opinion holds nothing against it either, where it is no note. */
  isClear(text: string): boolean;
}
