/** Stable codes of everything that can go wrong in the log; a code never depends on what was in a record. */
export type EventLogErrorCode =
  | 'unavailable'
  | 'timeout'
  | 'conflict'
  | 'unauthorized'
  | 'unknown-topic'
  | 'invalid-record'
  | 'record-too-large'
  | 'invalid-option'
  | 'lease-lost'
  | 'closed'
  | 'internal';

const RETRIABLE: ReadonlySet<EventLogErrorCode> = new Set([
  'unavailable',
  'timeout',
  'conflict',
  'lease-lost',
  'internal',
]);

/**
 * The only error that leaves an `EventLog`. It carries codes alone: no message of a client library, no key, no value,
 * no `cause` (those quote their input).
 */
export class EventLogError extends Error {
  override readonly name = 'EventLogError';
  /** Whether the same call may succeed later without any change. */
  readonly retriable: boolean;

  /** @param fault where the code came from, e.g. `postgresql.57P01` or `network.ECONNREFUSED` */
  constructor(
    readonly code: EventLogErrorCode,
    readonly fault: string = code,
  ) {
    super(fault === code ? `event log: ${code}` : `event log: ${code} (${fault})`);
    this.retriable = RETRIABLE.has(code);
  }
}
