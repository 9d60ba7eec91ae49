export type PolicyErrorCode =
  | 'pack-not-found'
  | 'pack-unreadable'
  | 'pack-invalid'
  | 'pattern-invalid'
  | 'example-not-matched'
  | 'example-not-clean'
  | 'disguise-not-matched'
  | 'duplicate-rule';

/**
 * A policy pack that cannot be loaded. The message names the pack and the rule, never any screened content.
 * Loading again changes nothing, so `retriable` is always false.
 */
export class PolicyError extends Error {
  readonly retriable = false;

  constructor(
    readonly code: PolicyErrorCode,
    /** The pack, and the rule inside it where there is one: `montreal/s3.praida`. */
    readonly subject: string,
  ) {
    super(`policy pack refused: ${code} (${subject})`);
    this.name = 'PolicyError';
  }
}
