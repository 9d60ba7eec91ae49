import type { RecordCoordinates } from './event-batch.js';

/** A record to be set aside. `value` stays where it is put and is never shown. */
export interface ParkedRecord extends RecordCoordinates {
  readonly value: string;
}

/** Delivers one record to its handler, once; rejects when the handler does. */
export type Redeliver = (record: ParkedRecord) => Promise<void>;

/** Where the transport sets aside the keys that it cannot deliver. */
export interface Parking {
  /** Keys of a partition that are parked now. */
  parkedKeys(topic: string, partition: number): Promise<ReadonlySet<string>>;
  /** Queues records behind their parked keys; answers with the keys that are parked still. The others are not queued. */
  queueBehind(topic: string, records: readonly ParkedRecord[]): Promise<ReadonlySet<string>>;
  /** Parks the key of `record`, with that record at its head. */
  park(record: ParkedRecord, errorCode: string, attempts: number): Promise<void>;
  /** Tells how a parked record is delivered when an operator asks for it. */
  attach(redeliver: Redeliver): void;
}
