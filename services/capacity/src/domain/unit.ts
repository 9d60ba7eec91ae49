import { endOfDate, startOfLocalTime } from './opening-hours.js';

/** What a place is counted in. */
export const UNIT_TYPES = ['bed', 'room', 'unit', 'appointment', 'parcel', 'seat'] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

/** One kind of place of a service: a ledger row counts exactly one of these. */
export interface Unit {
  readonly unitType: UnitType;
  /** How many people one place sleeps, 1..20. */
  readonly sleeps?: number;
  /** Local night or day that the places belong to, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Local time at which the places start, `HH:MM`, for an appointment of that date. */
  readonly time?: string;
}

/** Identity of a unit within its service, such as `bed||`, `room|4|2026-12-01` or `appointment||2026-12-01|09:30`. */
export function unitKey({ unitType, sleeps, date, time }: Unit): string {
  return `${unitType}|${sleeps ?? ''}|${date ?? ''}${time === undefined ? '' : `|${time}`}`;
}

/** The unit alone, of something that says more. */
export function unitOf({ unitType, sleeps, date, time }: Unit): Unit {
  return {
    unitType,
    ...(sleeps !== undefined && { sleeps }),
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time }),
  };
}

const SLEPT_IN: ReadonlySet<UnitType> = new Set(['bed', 'room', 'unit']);

/** Whether people spend the night there; the night of a date runs into the next day. */
export function isSleptIn({ unitType }: Unit): boolean {
  return SLEPT_IN.has(unitType);
}

/** When the places of a date and time start; null for places without both. */
export function startOf({ date, time }: Unit, timeZone: string): number | null {
  return date === undefined || time === undefined ? null : startOfLocalTime(date, time, timeZone);
}

/**
 * From when places cannot be held any more: an appointment from its start in the zone of its service, other places of a
 * date once that date has ended in every time zone. Null: never.
 */
export function overAt(unit: Unit, timeZone: string): number | null {
  return startOf(unit, timeZone) ?? dateOverAt(unit);
}

/** Whether places cannot be held any more. */
export function isOver(unit: Unit, timeZone: string, now: number): boolean {
  const over = overAt(unit, timeZone);
  return over !== null && over <= now;
}

/** Whether the date of a unit has ended in every time zone: nothing is said of its places any more. */
export function isDatePast(unit: Unit, now: number): boolean {
  const over = dateOverAt(unit);
  return over !== null && over <= now;
}

function dateOverAt({ date }: Unit): number | null {
  return date === undefined ? null : endOfDate(date, null);
}
