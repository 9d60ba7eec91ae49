import type { NeedKind, UnitType } from '@havre/events';
import type { Request } from './request.js';

/**
 * How many places a need takes. They are held at one provider, together or not at all.
 *
 * | Unit | Without `quantity` | With `quantity` | Fits when |
 * |---|---|---|---|
 * | bed, parcel, seat | one for each member of the household | as asked | – |
 * | room, unit | as many as the household needs to sleep | as asked | `quantity` × `sleeps` ≥ members; no `sleeps`: the service's largest household counts |
 * | appointment | one | as asked | – |
 *
 * A need that names no unit takes whatever its kind is counted in, `UNITS_OF_KIND`.
 *
 * @param sleeps how many people one place sleeps, 1..20
 */
export function quantityFor(request: Request, unitType: UnitType, sleeps: number): number {
  const { length: members } = request.household.members;
  if (request.need.quantity !== undefined) return request.need.quantity;
  if (SLEPT_IN.has(unitType)) return Math.ceil(members / sleeps);
  return COUNTED_PER_MEMBER.has(unitType) ? members : 1;
}

/** True when a place sleeps the whole household; always true of places that nobody sleeps in. */
export function sleepsAll(request: Request, unitType: UnitType, sleeps: number): boolean {
  return (
    !SLEPT_IN.has(unitType) ||
    quantityFor(request, unitType, sleeps) * sleeps >= request.household.members.length
  );
}

/** True of a room or a unit: one place takes several people. */
export function isSleptInTogether(unitType: UnitType): boolean {
  return SLEPT_IN.has(unitType);
}

/** True of a place that is taken tonight, not on a day of one's choice. */
export function isForTonight(unitType: UnitType): boolean {
  return unitType === 'bed' || SLEPT_IN.has(unitType);
}

/** What the places of each kind of service are counted in, when the need does not say. */
export const UNITS_OF_KIND: Readonly<Record<NeedKind, readonly UnitType[]>> = {
  shelter: ['bed', 'room', 'unit'],
  housing: ['unit', 'room', 'bed'],
  food: ['parcel', 'seat', 'appointment'],
  health: ['appointment', 'bed', 'seat'],
  integration: ['appointment', 'seat'],
  recreation: ['seat', 'appointment'],
};

/** The units that may answer a need. */
export function unitsFor(request: Request): readonly UnitType[] {
  const { unitType, kind } = request.need;
  return unitType === undefined ? UNITS_OF_KIND[kind] : [unitType];
}

const COUNTED_PER_MEMBER: ReadonlySet<UnitType> = new Set(['bed', 'parcel', 'seat']);
const SLEPT_IN: ReadonlySet<UnitType> = new Set(['room', 'unit']);
