export type PolicyErrorCode =
  | 'pack-not-found'
  | 'pack-unreadable'
  | 'pack-invalid'
  | 'pattern-invalid'
  | 'example-not-matched'
  | 'example-not-clean'
  | 'disguise-not-matched'
  | 'duplicate-rule'
  | 'base-is-fixed'
  | 'model-malformed';

/** What an author needs to mend a pack: pieces of the pack's own text. For the machine where it is written. */
export interface AuthorNote {
  /** Language of the example, or `clean`. */
  readonly language?: string;
  /** Which example of that language, from 0. */
  readonly index?: number;
  readonly example?: string;
  /** Which disguise of the example, and the example in it. */
  readonly disguise?: string;
  readonly disguised?: string;
  /** The pattern or shape that cannot be read. */
  readonly pattern?: string;
  /** What is wrong with the text of the pack, in the words of its reader. */
  readonly problem?: string;
}

/**
 * A policy pack that cannot be loaded. The message names the pack and the rule, never any screened content.
 * Loading again changes nothing, so `retriable` is always false.
 */
export class PolicyError extends Error {
  readonly retriable = false;
  /** Private, so that no logger writes it by printing the error. */
  readonly #note: AuthorNote;

  constructor(
    readonly code: PolicyErrorCode,
    /** The pack, and the rule inside it where there is one: `montreal/s3.praida`. */
    readonly subject: string,
    note: AuthorNote = {},
  ) {
    super(`policy pack refused: ${code} (${subject})`);
    this.name = 'PolicyError';
    this.#note = note;
  }

  /** Says more to the author of the pack. Not for a service to write anywhere. */
  forAuthor(): AuthorNote {
    return this.#note;
  }
}
