import type { HavreEvent } from '@havre/events';

/** Where a record stands in the log. */
export interface RecordCoordinates {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
}

export interface ReceivedEvent {
  readonly event: HavreEvent;
  readonly record: RecordCoordinates;
}

/** What an `@EventPattern(topic)` handler gets as `@Payload()`: decoded events in the order of their keys; never empty. */
export interface EventBatch {
  readonly topic: string;
  /** Partition of the first event; a batch may span several. */
  readonly partition: number;
  readonly events: readonly ReceivedEvent[];
  /** Aborts when this consumer no longer owns a partition of the batch. */
  readonly signal: AbortSignal;
}
