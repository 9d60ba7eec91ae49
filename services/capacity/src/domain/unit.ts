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
}

/** Identity of a unit within its service, such as `bed||` or `room|4|2026-12-01`. */
export function unitKey({ unitType, sleeps, date }: Unit): string {
  return `${unitType}|${sleeps ?? ''}|${date ?? ''}`;
}

const SLEPT_IN: ReadonlySet<UnitType> = new Set(['bed', 'room', 'unit']);

/** Whether people spend the night there; the night of a date runs into the next day. */
export function isSleptIn({ unitType }: Unit): boolean {
  return SLEPT_IN.has(unitType);
}

const HOURS_UNTIL_A_DAY_IS_OVER_EVERYWHERE = 36;
const HOUR_MS = 3_600_000;

/** Whether the date of a unit has ended in every time zone. Units without a date never end. */
export function isOver({ date }: Unit, now: number): boolean {
  return date !== undefined && Date.parse(date) + HOURS_UNTIL_A_DAY_IS_OVER_EVERYWHERE * HOUR_MS <= now;
}
