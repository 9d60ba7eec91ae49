export type Weekday = 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su';

/** Opening hours in local time. A span whose end is not after its start runs into the next day. */
export interface OpeningHours {
  /** IANA name. */
  readonly timeZone: string;
  readonly hours: readonly {
    readonly days: readonly Weekday[];
    readonly opens: string;
    readonly closes: string;
  }[];
}

interface Span {
  readonly from: number;
  readonly until: number;
}

const WEEKDAYS: readonly Weekday[] = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAYS_AHEAD = 8;

/**
 * From when the doors are open: `now` when they are, else the next opening. Without hours, always `now`.
 * A span that never comes within a week counts as `now`, so that nothing waits for ever.
 */
export function openFrom(opening: OpeningHours | null, now: number): number {
  if (opening === null) return now;
  const spans = spansAround(opening, now);
  if (spans.some(({ from, until }) => from <= now && now < until)) return now;
  const next = spans.map(({ from }) => from).filter((from) => from > now);
  return next.length === 0 ? now : Math.min(...next);
}

const HOURS_UNTIL_A_DAY_IS_OVER_EVERYWHERE = 36;

/**
 * From when the doors are open for what belongs to a local date (`YYYY-MM-DD`): its first opening of that date, also
 * while the night before is still open. Without hours, the date begins at midnight, without a known time zone in UTC.
 */
export function openFromOn(date: string, opening: OpeningHours | null, now: number): number {
  const start = toInstant(Date.parse(date), opening?.timeZone ?? 'UTC');
  const end = endOfDate(date, opening);
  const spans = opening === null ? [] : spansAround(opening, start);
  const openings = spans.map(({ from }) => from).filter((from) => from >= start && from < end);
  const first = openings.length === 0 ? start : Math.min(...openings);
  return now < first ? first : openFrom(opening, now);
}

/** When a local date ends; without a known time zone, when it has ended everywhere. */
export function endOfDate(date: string, opening: OpeningHours | null): number {
  const day = Date.parse(date);
  return opening === null
    ? day + HOURS_UNTIL_A_DAY_IS_OVER_EVERYWHERE * 60 * MINUTE_MS
    : toInstant(day + DAY_MS, opening.timeZone);
}

/** The instant of a local date (`YYYY-MM-DD`) and time (`HH:MM`). */
export function startOfLocalTime(date: string, time: string, timeZone: string): number {
  return toInstant(Date.parse(date) + minutesOf(time) * MINUTE_MS, timeZone);
}

function spansAround({ timeZone, hours }: OpeningHours, now: number): readonly Span[] {
  const today = startOfLocalDay(now, timeZone);
  const spans: Span[] = [];
  for (let offset = -1; offset <= DAYS_AHEAD; offset += 1) {
    const day = today + offset * DAY_MS;
    const weekday = WEEKDAYS[new Date(day).getUTCDay()];
    for (const { days, opens, closes } of hours) {
      if (weekday !== undefined && days.includes(weekday)) spans.push(spanOf(day, opens, closes, timeZone));
    }
  }
  return spans;
}

function spanOf(day: number, opens: string, closes: string, timeZone: string): Span {
  const crossesMidnight = minutesOf(closes) <= minutesOf(opens);
  return {
    from: toInstant(day + minutesOf(opens) * MINUTE_MS, timeZone),
    until: toInstant(day + minutesOf(closes) * MINUTE_MS + (crossesMidnight ? DAY_MS : 0), timeZone),
  };
}

function minutesOf(clockTime: string): number {
  const [hour, minute] = clockTime.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** Local times are written as if they were UTC; this gives the instant that they mean. */
function toInstant(localTime: number, timeZone: string): number {
  const guess = localTime - offsetAt(localTime, timeZone);
  return localTime - offsetAt(guess, timeZone);
}

function startOfLocalDay(now: number, timeZone: string): number {
  const local = now + offsetAt(now, timeZone);
  return local - (((local % DAY_MS) + DAY_MS) % DAY_MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Offsets change on quarter hours only, and asking Intl costs more than deciding: remember what it said.
const offsets = new Map<string, Map<number, number>>();
const OFFSET_STEP_MS = 15 * MINUTE_MS;
const REMEMBERED_STEPS = 4_096;

/** Local time less UTC, in milliseconds. An unknown zone counts as UTC: the directory cannot check the name. */
function offsetAt(instant: number, timeZone: string): number {
  const step = Math.floor(instant / OFFSET_STEP_MS);
  let steps = offsets.get(timeZone);
  const known = steps?.get(step);
  if (known !== undefined) return known;
  if (steps === undefined || steps.size >= REMEMBERED_STEPS) {
    steps = new Map();
    offsets.set(timeZone, steps);
  }
  const offset = readOffset(step * OFFSET_STEP_MS, timeZone);
  steps.set(step, offset);
  return offset;
}

function readOffset(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = newFormat(timeZone) ?? newFormat('UTC') ?? new Intl.DateTimeFormat('en-US');
  formats.set(timeZone, format);
  return format;
}

/** Whether this runtime knows a zone. */
export function isTimeZone(timeZone: string): boolean {
  return newFormat(timeZone) !== undefined;
}

function newFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}
