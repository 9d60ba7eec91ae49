/** One word of folded text, with what the patterns need to know about it. */
export interface Token {
  /** Lower case. What it was taken for, where the text disguised it (`r3fug33` → `refugee`). */
  readonly word: string;
  /** Offsets in the folded text. */
  readonly start: number;
  readonly end: number;
  /** A sentence, line or list item ends before it: gaps of patterns do not reach across. */
  readonly isAfterBreak: boolean;
  /** Written in capitals, one letter at least. */
  readonly isCapitals: boolean;
  /** The matchers of the vocabulary it belongs to. */
  readonly matchers: readonly number[];
}
