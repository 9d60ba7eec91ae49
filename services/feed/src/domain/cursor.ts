/**
 * Where the entries of a reader begin and end. Positions are the sequence numbers of entries: moments in microseconds, or
 * counts where they were written before moments were.
 */
export interface Extent {
  /** Entries up to here, this one included, are no longer kept for this reader. */
  readonly purgedThrough: bigint;
  /** The newest position that was given out to this reader. */
  readonly last: bigint;
  /** The newest position of the time when positions were counts. */
  readonly lastCounted: bigint;
}

/** Where a reader starts. `isReset`: its cursor is too old, or not one of ours, and it goes on from the oldest kept. */
export interface Start {
  readonly after: bigint;
  readonly isReset: boolean;
}

/** Positions from here on are moments. */
export const FIRST_MOMENT = 1_000_000_000_000_000n;

const CURSOR = /^(?:0|[1-9][0-9]{0,17})$/;

/** Asks for what happens from now on. */
export const NOW = 'now';

/** Where to start for a cursor; without one, at the oldest entry that is kept. */
export function startFrom(cursor: string | undefined, extent: Extent): Start {
  const { purgedThrough, last, lastCounted } = extent;
  if (cursor === undefined) return { after: purgedThrough, isReset: false };
  if (cursor === NOW) return { after: last, isReset: false };
  if (!CURSOR.test(cursor)) return { after: purgedThrough, isReset: true };
  const after = BigInt(cursor);
  // Ahead of us: given out before the database was put back to an earlier state.
  const end = after < FIRST_MOMENT ? lastCounted : last;
  const isReset = after < purgedThrough || after > end;
  return isReset ? { after: purgedThrough, isReset } : { after, isReset };
}
