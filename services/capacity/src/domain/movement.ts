import type { Unit } from './unit.js';

/** What changes how many places are in service. */
export const ADJUSTMENTS = ['out-of-service', 'back-in-service', 'surge-opened', 'surge-closed'] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

export type MovementKind = 'walked-in' | 'vacated' | Adjustment;

/**
 * Something that a provider said of some places at a time of its own: kept, so that a count made before it but heard
 * after it neither loses nor doubles it. Instants are milliseconds of the database's clock.
 */
export interface Movement {
  /** The receipt of the statement; a turnaround's has a suffix. */
  readonly movementId: string;
  readonly unitKey: string;
  readonly kind: MovementKind;
  readonly quantity: number;
  /** Never ahead of our clock. */
  readonly at: number;
  /** When what it changed ends by itself. */
  readonly until: number | null;
  readonly reason: string | null;
  /** Places that still wait for what undoes it: those still out, the surge still open; of a return, those that nobody had taken out. */
  readonly pending: number;
  /** Places that `until` has undone, at `endedAt`. */
  readonly returned: number;
  readonly endedAt: number | null;
}

/** Whether an adjustment takes places out of what is in service. */
export function isLowering(kind: MovementKind): boolean {
  return kind === 'out-of-service' || kind === 'surge-closed';
}

/** Whether a movement lasts until something undoes it. */
export function isLasting(kind: MovementKind): boolean {
  return kind === 'out-of-service' || kind === 'surge-opened';
}

const UNDONE_BY: Readonly<Record<Adjustment, Adjustment>> = {
  'out-of-service': 'back-in-service',
  'back-in-service': 'out-of-service',
  'surge-opened': 'surge-closed',
  'surge-closed': 'surge-opened',
};

/** Places in service that a movement adds, or takes. */
export function inServiceBy({ kind, quantity }: Pick<Movement, 'kind' | 'quantity'>): number {
  if (kind === 'walked-in' || kind === 'vacated') return 0;
  return isLowering(kind) ? -quantity : quantity;
}

/**
 * Whether something happened after a count. At the same instant, what leaves fewer places free did and what leaves more
 * did not: better one place too few than one too many.
 */
export function isAfter(at: number, countedAt: number | null, leavesFewer: boolean): boolean {
  return countedAt === null || at > countedAt || (leavesFewer && at === countedAt);
}

/** Whether a movement came after a count. */
export function cameAfter({ kind, at }: Pick<Movement, 'kind' | 'at'>, countedAt: number | null): boolean {
  return isAfter(at, countedAt, isLowering(kind) || kind === 'walked-in');
}

/** Whether `until` undid a movement after a count. */
export function endedAfter({ kind, endedAt }: Movement, countedAt: number | null): boolean {
  return endedAt !== null && isAfter(endedAt, countedAt, !isLowering(kind));
}

/** Places in service that movements have added, or taken, since a count. */
export function adjustedSince(movements: Iterable<Movement>, key: string, countedAt: number | null): number {
  let adjusted = 0;
  for (const movement of movements) {
    if (movement.unitKey !== key) continue;
    if (cameAfter(movement, countedAt)) adjusted += inServiceBy(movement);
    if (endedAfter(movement, countedAt))
      adjusted -= inServiceBy({ ...movement, quantity: movement.returned });
  }
  return adjusted;
}

/** Part of a movement that another one undoes. */
export interface Undone {
  readonly movementId: string;
  readonly places: number;
}

/** A new adjustment, before what it undoes is known. */
export interface NewAdjustment {
  readonly movementId: string;
  readonly unit: Unit;
  readonly change: Adjustment;
  readonly quantity: number;
  readonly reason: string | null;
  readonly at: number;
  readonly until: number | null;
}

/**
 * Which movements a new adjustment undoes: places come back to those taken out before, for the same reason first, and a
 * statement that comes late finds the return that was heard before it.
 */
export function undoneBy(
  { change, quantity, reason, at }: NewAdjustment,
  key: string,
  movements: Iterable<Movement>,
): readonly Undone[] {
  const isInTime = (movement: Movement): boolean =>
    isLasting(change) ? movement.at > at : movement.at <= at;
  const candidates = [...movements]
    .filter(
      (each) => each.unitKey === key && each.kind === UNDONE_BY[change] && each.pending > 0 && isInTime(each),
    )
    .sort((a, b) => Number(b.reason === reason) - Number(a.reason === reason) || byAge(a, b));
  let left = quantity;
  return candidates.flatMap(({ movementId, pending }) => {
    const places = Math.min(left, pending);
    left -= places;
    return places === 0 ? [] : [{ movementId, places }];
  });
}

/** The oldest first; of the same instant, the one that ends first. */
function byAge(a: Movement, b: Movement): number {
  return a.at - b.at || endOf(a) - endOf(b) || (a.movementId < b.movementId ? -1 : 1);
}

function endOf({ until }: Movement): number {
  return until ?? Number.MAX_SAFE_INTEGER;
}

/** Movements of a row whose end has come, in the order of their ends; at one instant, what comes back first. */
export function dueEnds(movements: Iterable<Movement>, key: string, now: number): readonly Movement[] {
  return [...movements]
    .filter(({ unitKey, pending, until }) => unitKey === key && pending > 0 && until !== null && until <= now)
    .sort((a, b) => endOf(a) - endOf(b) || Number(isLowering(b.kind)) - Number(isLowering(a.kind)));
}
