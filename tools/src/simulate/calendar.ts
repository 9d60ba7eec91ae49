import { localDate, zoneOffsetMs } from '@havre/referral/domain';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The clock on the walls of the simulated city. */
export const CITY_ZONE = 'America/Montreal';

/** Midnight of a local date, `YYYY-MM-DD`, in epoch milliseconds. */
export function midnightOf(date: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  return utc - zoneOffsetMs(CITY_ZONE, utc - zoneOffsetMs(CITY_ZONE, utc));
}

/** The local date of an instant. */
export function dateAt(at: number): string {
  return localDate(CITY_ZONE, at);
}

/** The local date so many days later. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The local hour of an instant, 0..23. */
export function hourAt(at: number): number {
  const local = at + zoneOffsetMs(CITY_ZONE, at);
  return Math.floor((((local % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS);
}

/** The local month of an instant, 0..11. */
export function monthAt(at: number): number {
  return new Date(at + zoneOffsetMs(CITY_ZONE, at)).getUTCMonth();
}

/** The next time that the clocks on the walls show an hour, after `at`. */
export function nextHour(at: number, hour: number): number {
  const today = dateAt(at);
  const instant = midnightOf(today) + hour * HOUR_MS;
  return instant > at ? instant : midnightOf(dateAfter(today, 1)) + hour * HOUR_MS;
}

/** True from Monday to Friday of a local date. */
export function isWorkday(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6;
}
