export type SealedDoorFaultCode =
  /** The brokers are away, or took too long. */
  | 'broker-unavailable'
  /** The brokers know neither this name nor this right, or there is no such topic. */
  | 'broker-refused'
  /** The gate gave no key that events can be sealed to. */
  | 'keys-unavailable'
  /** The feed, where verdicts come back, could not be read. */
  | 'feed-unavailable'
  /** The feed does not know the key of the caller. */
  | 'feed-refused';

const RETRIABLE: ReadonlySet<SealedDoorFaultCode> = new Set([
  'broker-unavailable',
  'keys-unavailable',
  'feed-unavailable',
]);

/** What stands between a publisher and the sealed door. It carries a code alone: no message of a library, no content. */
export class SealedDoorFault extends Error {
  readonly retriable: boolean;

  constructor(readonly code: SealedDoorFaultCode) {
    super(code);
    this.name = 'SealedDoorFault';
    this.retriable = RETRIABLE.has(code);
  }
}
