const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const OFFSET_STEP_MS = 15 * MINUTE_MS;
const MONDAY_OFFSET = 3;

/** True of a time zone that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. `zone` must be known. */
export function zoneOffsetMs(zone: string, at: number): number {
  const step = Math.floor(at / OFFSET_STEP_MS);
  const known = offsets.get(zone)?.get(step);
  if (known !== undefined) return known;
  const offset = readOffset(zone, step * OFFSET_STEP_MS);
  remember(offsets, zone, step, offset);
  return offset;
}

/** Minutes since Monday 00:00 on a zone's clock, 0..10079. */
export function minuteOfWeek(zone: string, at: number): number {
  const local = at + zoneOffsetMs(zone, at);
  const day = Math.floor(local / DAY_MS);
  return ((day + MONDAY_OFFSET) % 7) * 1440 + Math.floor((local - day * DAY_MS) / MINUTE_MS);
}

/** The calendar date on a zone's clock, `YYYY-MM-DD`. */
export function localDate(zone: string, at: number): string {
  // Dates change on quarter hours too.
  const step = Math.floor(at / OFFSET_STEP_MS);
  const known = dates.get(zone)?.get(step);
  if (known !== undefined) return known;
  const date = new Date(at + zoneOffsetMs(zone, at)).toISOString().slice(0, 10);
  remember(dates, zone, step, date);
  return date;
}

/** The instant when a local date begins in a zone, in epoch milliseconds. */
export function startOfDate(zone: string, date: string): number {
  const known = starts.get(zone)?.get(date);
  if (known !== undefined) return known;
  const utc = Date.parse(`${date}T00:00:00Z`);
  const guess = utc - zoneOffsetMs(zone, utc);
  const start = utc - zoneOffsetMs(zone, guess);
  remember(starts, zone, date, start);
  return start;
}

/** The instant when a local date ends in a zone, in epoch milliseconds. */
export function endOfDate(zone: string, date: string): number {
  const known = ends.get(zone)?.get(date);
  if (known !== undefined) return known;
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const end = startOfDate(zone, next);
  remember(ends, zone, date, end);
  return end;
}

/**
 * The instant at which a zone's clock shows a local time of a date, in epoch milliseconds. When the clock jumps over that
 * time, the instant of the jump; when it shows it twice, the first.
 */
export function instantOf(zone: string, date: string, time: string): number {
  const local = Date.parse(`${date}T${time}:00Z`);
  const before = local - zoneOffsetMs(zone, local - DAY_MS);
  const after = local - zoneOffsetMs(zone, local + DAY_MS);
  const first = Math.min(before, after);
  const last = Math.max(before, after);
  if (first + zoneOffsetMs(zone, first) === local) return first;
  if (last + zoneOffsetMs(zone, last) === local) return last;
  return jumpBetween(zone, first, last);
}

/** The instant at which a zone's clock changes between two others, on a quarter hour. */
function jumpBetween(zone: string, from: number, to: number): number {
  let at = Math.floor(from / OFFSET_STEP_MS) * OFFSET_STEP_MS;
  while (at < to && zoneOffsetMs(zone, at) === zoneOffsetMs(zone, from)) at += OFFSET_STEP_MS;
  return at;
}

const formats = new Map<string, Intl.DateTimeFormat>();
// Offsets change on quarter hours only, and asking Intl costs more than a whole match: remember what it said.
const offsets = new Map<string, Map<number, number>>();
const dates = new Map<string, Map<number, string>>();
const starts = new Map<string, Map<string, number>>();
const ends = new Map<string, Map<string, number>>();
const MOST_REMEMBERED = 4_096;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}

function readOffset(zone: string, at: number): number {
  const name = formatOf(zone)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

function remember<K, V>(memory: Map<string, Map<K, V>>, zone: string, key: K, value: V): void {
  let known = memory.get(zone);
  if (known === undefined || known.size >= MOST_REMEMBERED) {
    known = new Map();
    memory.set(zone, known);
  }
  known.set(key, value);
}
