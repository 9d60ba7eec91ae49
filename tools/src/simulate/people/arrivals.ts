import { INTAKES_BY_HOUR } from '../../demo/intakes.js';
import { DAY_MS, hourAt, monthAt } from '../calendar.js';

/**
 * How busy each month is beside the year's mean: people served a night in Toronto's shelter system, 2022–2024, each year
 * beside its own mean (City of Toronto, Open Government Licence – Toronto).
 */
export const MONTHS = [
  0.98, 0.996, 0.987, 0.987, 0.992, 0.995, 0.994, 0.995, 1.002, 1.008, 1.014, 1.048,
] as const;

/** Winter nights at the desk are not only busier in the shelters but also when people come: from November to March. */
const WINTER: ReadonlySet<number> = new Set([10, 11, 0, 1, 2]);
const DAILY_INTAKES = INTAKES_BY_HOUR.reduce((sum: number, count) => sum + count, 0);

/** How much a storm multiplies what is asked for. */
export const STORM_DEMAND = 2;

/** When storms hold the city, in epoch milliseconds. */
export interface Storm {
  readonly from: number;
  readonly until: number;
}

/** Part of a day's intakes that comes in one hour of it; sums to about one over the hours of a day. */
export function shareOfHour(at: number): number {
  return (INTAKES_BY_HOUR[hourAt(at)] ?? 0) / DAILY_INTAKES;
}

/** How busy an instant is beside the mean of a year, storms aside. */
export function seasonAt(at: number): number {
  return MONTHS[monthAt(at)] ?? 1;
}

/** How busy an instant is because of storms. */
export function stormFactor(storms: readonly Storm[], at: number): number {
  return isStormAt(storms, at) ? STORM_DEMAND : 1;
}

/** True while a storm holds the city. */
export function isStormAt(storms: readonly Storm[], at: number): boolean {
  return storms.some(({ from, until }) => from <= at && at < until);
}

/** Draws the storms of a winter: about two a month, a day or two each. */
export function drawStorms(
  start: number,
  days: number,
  draw: { chance(probability: number): boolean },
): readonly Storm[] {
  const storms: Storm[] = [];
  for (let day = 0; day < days; day += 1) {
    const from = start + day * DAY_MS;
    const isStorm = draw.chance(0.06);
    const isLong = draw.chance(0.4);
    if (isStorm && WINTER.has(monthAt(from))) storms.push({ from, until: from + (isLong ? 2 : 1) * DAY_MS });
  }
  return storms;
}
