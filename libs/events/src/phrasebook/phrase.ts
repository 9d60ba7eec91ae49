import type { Bilingual } from '../schema.js';
import type { NeedKind } from '../vocabulary.js';

/** A parameter of a phrase: a local time `HH:MM`, a date `YYYY-MM-DD`, a whole number in a range, or a code. */
export type PhraseParameter =
  | { readonly type: 'time' }
  | { readonly type: 'date' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'code'; readonly values: Readonly<Record<string, Bilingual>> };

/** A coded phrase: chosen in the worker's language, read in the reader's. `{name}` stands for a parameter. */
export interface Phrase {
  readonly code: string;
  /** The kinds of need that it is offered for. */
  readonly kinds: readonly NeedKind[];
  readonly parameters: Readonly<Record<string, PhraseParameter>>;
  readonly text: Bilingual;
}

/** A phrase as an intake carries it. */
export interface PhraseUse {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
}
