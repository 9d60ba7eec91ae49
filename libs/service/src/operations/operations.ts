/** Injection token of a service's `Operations`. */
export const OPERATIONS = Symbol('Operations');

/** How far a consumer group is behind, for one partition. Offsets are not shown: they say nothing to an operator. */
export interface PartitionBacklog {
  readonly topic: string;
  readonly partition: number;
  /** Records that the group has not committed yet. */
  readonly lag: number | bigint;
}

/** A key whose records wait for an operator: coordinates and codes, never a payload. */
export interface ParkedEntry {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly offset: number | bigint;
  readonly errorCode: string;
  readonly attempts: number;
  readonly parkedAt: Date;
  readonly count: number;
}

export type ParkedOutcome =
  | { readonly outcome: 'retried' | 'discarded' }
  | { readonly outcome: 'refused'; readonly reason: 'unknown-id' | 'failed-again' | 'not-ready' };

/** What an operator may do with parked keys; `ParkingLot` of the messaging library is one. */
export interface Parked {
  list(): Promise<readonly ParkedEntry[]>;
  retry(id: string): Promise<ParkedOutcome>;
  discard(id: string): Promise<ParkedOutcome>;
}

/** What a service lets operators see and do. */
export interface Operations {
  readonly parked?: Parked;
  /** Its consumer groups: name, and how to ask the log how far behind each is. */
  readonly groups?: readonly ConsumerGroup[];
  /** Numbers of the service's own, e.g. `{ outbox: 3 }`. */
  readonly counts?: () => Promise<Readonly<Record<string, number>>>;
  /** What else is worth watching, in `/metrics` only. Whoever measures people's affairs withholds small counts. */
  readonly measures?: readonly Measure[];
}

/** A metric that is asked for when it is read. */
export interface Measure {
  /** `havre_…`, as Prometheus names a gauge. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly read: () => Promise<readonly Reading[]>;
}

export interface ConsumerGroup {
  readonly group: string;
  lag(): Promise<readonly PartitionBacklog[]>;
}

export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
