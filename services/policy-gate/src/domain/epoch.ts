/** A stretch of time whose events are sealed to one key. */
export interface EpochSlot {
  /** When it begins, in seconds since the epoch: its name in the database. */
  readonly slot: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What is late on its way is still opened for so long after its epoch has ended. */
export const GRACE_MS = 60_000;

/** The epoch of a moment and the one after it, whose key is published one epoch ahead. */
export function slotsAt(now: Date, epochMs: number): readonly [current: EpochSlot, next: EpochSlot] {
  const begin = Math.floor(now.getTime() / epochMs) * epochMs;
  return [slotFrom(begin, epochMs), slotFrom(begin + epochMs, epochMs)];
}

function slotFrom(begin: number, epochMs: number): EpochSlot {
  return { slot: begin / 1_000, notBefore: new Date(begin), notAfter: new Date(begin + epochMs) };
}

/** Whether nothing that comes from now on is opened with the key of an epoch that ended then. */
export function isOver(notAfter: Date, now: Date): boolean {
  return now.getTime() > notAfter.getTime() + GRACE_MS;
}

/** How far one partition of a sealed topic has been dealt with. All are offsets; each is the first that has not been. */
export interface PartitionProgress {
  /** Verdicts given, in the database. */
  readonly nextOffset: bigint;
  /** One past the last record that held anything. */
  readonly contentEnd: bigint;
  /** Deleted from the log. */
  readonly deletedBefore: bigint;
}

/**
 * Whether everything before `end` has been read and is deleted.
 * @param committed what the consumer group has passed; records that the log forgot by age count as passed
 */
export function isCleared(
  end: bigint,
  committed: bigint,
  { nextOffset, contentEnd, deletedBefore }: PartitionProgress,
): boolean {
  if (nextOffset >= end) return deletedBefore >= (end < contentEnd ? end : contentEnd);
  // Nothing of it was ever seen, and the log does not hold it any more.
  return committed >= end;
}
