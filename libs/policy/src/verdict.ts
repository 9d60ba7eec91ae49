/** The eleven kinds of status information of the taxonomy, and what could not be inspected. */
export const CATEGORIES = [
  'S1',
  'S2',
  'S3',
  'S4',
  'S5',
  'S6',
  'S7',
  'S8',
  'S9',
  'S10',
  'S11',
  'uninspectable',
] as const;

export type Category = (typeof CATEGORIES)[number];

/**
 * Where a drop was decided. For the publisher's own machine only: it never leaves through the gate.
 * `path` is an RFC 6901 JSON Pointer into the value (`/data/note`), or `metadata/<name>`;
 * `start` and `end` are UTF-16 offsets into that string, `[0, length)` when the text was decoded first.
 */
export interface Location {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export type Verdict =
  | { readonly effect: 'clear' }
  | {
      readonly effect: 'drop';
      readonly category: Category;
      /** Stable id of the rule that decided, e.g. `s3.claimant`. */
      readonly rule: string;
      /** Only with `explain`. */
      readonly where?: Location;
    };

/** What is screened: every key and every string of `value`, and every name and value of `metadata`. */
export interface ScreenedDocument {
  /** A JSON value: null, boolean, number, string, array or plain object. */
  readonly value: unknown;
  /** Headers, message key, ids, file names: whatever travels beside the value. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ScreenOptions {
  /** Adds `where` to a drop. For local use only. */
  readonly explain?: boolean;
  /**
   * Whether names of fields of a clean document may be kept in memory, to be quicker next time. Default true. Not
   * where another bundle drops the document.
   */
  readonly remembers?: boolean;
}
