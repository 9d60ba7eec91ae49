export type SealingFaultCode =
  /** More than 64 KiB to seal. */
  | 'plaintext-too-large'
  /** What is called a public key is not one of P-256. */
  | 'not-a-public-key'
  /** A wrapped epoch key is not for this replica, or was changed on the way. */
  | 'not-an-epoch-key';

/** A wrong use of sealing. The message is its code: nothing of a key or of a payload is in it. */
export class SealingFault extends Error {
  readonly retriable = false;

  constructor(readonly code: SealingFaultCode) {
    super(code);
    this.name = 'SealingFault';
  }
}
