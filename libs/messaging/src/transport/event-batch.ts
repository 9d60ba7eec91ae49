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

/** What an `@EventPattern(topic)` handler gets as `@Payload()`: decoded events of one partition in order; never empty. */
export interface EventBatch {
  readonly topic: string;
  readonly partition: number;
  readonly events: readonly ReceivedEvent[];
  /** Aborts when this consumer no longer owns the partition. */
  readonly signal: AbortSignal;
}
