import type { NeedKind } from '../vocabulary.js';
import type { CodeList } from './codes/code-lists.js';

/**
 * A parameter of a phrase: a local time `HH:MM`, a date `YYYY-MM-DD`, a whole number in a range (both ends
 * included), one of a closed list of codes, or a language of `LANGUAGE_CODES`.
 */
export type PhraseParameter =
  | { readonly type: 'time' }
  | { readonly type: 'date' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'code'; readonly list: CodeList; readonly values: readonly string[] }
  | { readonly type: 'language'; readonly values: readonly string[] };

/** A coded phrase: chosen in the worker's language, read in the reader's. Its words are in `phraseTexts`. */
export interface Phrase {
  readonly code: string;
  /** The theme under which it is shown, which is also the file that holds its words. */
  readonly theme: string;
  /** The kinds of need that it is offered for. */
  readonly kinds: readonly NeedKind[];
  readonly parameters: Readonly<Record<string, PhraseParameter>>;
}

/** A phrase as an intake carries it. */
export interface PhraseUse {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}
