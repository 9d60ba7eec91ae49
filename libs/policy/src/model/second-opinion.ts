import type { Category } from '../verdict.js';

/** What a second opinion holds against a text: the kind of status information, and the id that a verdict names. */
export interface Suspicion {
  readonly category: Exclude<Category, 'uninspectable'>;
  /** Stable, like the id of a rule: `model.plain-words`. */
  readonly rule: string;
}

/**
 * Asked about sentences that no rule found anything in. It can only add drops. Pure: the same text always gets the
 * same answer, whatever was asked before, and nothing of a text is kept.
 */
export interface SecondOpinion {
  /** Whether it wants to read every note, however short. */
  readonly readsAllNotes?: boolean;
  /**
   * `text`: a string value as it stands, or as one of its decodings says it, not folded; at least three words, or six
   * letters of a script that is written without spaces. Takes time linear in it.
   * `evidence`: ids of the rules whose evidence stands in it.
   * `isNote`: it is the free text of a note, for which a city may have chosen to be strict.
   */
  suspects(text: string, evidence: ReadonlySet<string>, isNote?: boolean): Suspicion | undefined;
}
