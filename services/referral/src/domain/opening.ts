import type { OpeningHours } from '@havre/events';
import { endOfDate, instantOf, isTimeZone, localDate, minuteOfWeek, startOfDate } from './local-time.js';
import { OpeningCalendar } from './opening-calendar.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 10_080;
/** A calendar date may be any; nobody opens outside these. */
const EARLIEST = '2000-01-01';
const LATEST = '2999-12-31';
const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** When a service is open, ready to be asked. */
export interface Schedule {
  readonly zone: string;
  /** Open stretches in minutes since Monday 00:00, `[from, to)`; absent: always open. */
  readonly weekly?: readonly (readonly [from: number, to: number])[];
  /** Hours that follow more than the week; then `weekly` is not read. */
  readonly calendar?: OpeningCalendar;
  /** What the provider announced with `service.closed`. */
  readonly closure?: Closure;
}

/** A stretch during which the service is closed whatever its hours, in epoch milliseconds; no `until`: until further notice. */
export interface Closure {
  readonly from: number;
  readonly until?: number;
}

/** The schedule of a service. Hours in an unknown zone are read on the city's clock. */
export function scheduleOf(
  opening: OpeningHours | undefined,
  closure: Closure | undefined,
  cityZone: string,
): Schedule {
  const zone = opening !== undefined && isTimeZone(opening.timeZone) ? opening.timeZone : cityZone;
  return {
    zone,
    ...hoursOf(opening, zone),
    ...(closure === undefined ? {} : { closure }),
  };
}

function hoursOf(opening: OpeningHours | undefined, zone: string): Pick<Schedule, 'weekly' | 'calendar'> {
  if (opening === undefined) return {};
  const isWeekly = (opening.schedules?.length ?? 0) + (opening.exceptions?.length ?? 0) === 0;
  return isWeekly
    ? { weekly: opening.hours.flatMap(stretchesOf) }
    : { calendar: new OpeningCalendar(zone, opening) };
}

/** True at an instant at which the service is open. */
export function isOpenAt(schedule: Schedule, at: number): boolean {
  return !isClosedBy(schedule.closure, at) && hoursOpenFrom(schedule, at) === at;
}

/** The first instant from `at` on at which the service is open; null when none is in sight. */
export function opensFrom(schedule: Schedule, at: number): number | null {
  let instant = at;
  for (let step = 0; step < 3; step++) {
    if (isClosedBy(schedule.closure, instant)) {
      if (schedule.closure?.until === undefined) return null;
      instant = schedule.closure.until;
    }
    const open = hoursOpenFrom(schedule, instant);
    if (open === null || !isClosedBy(schedule.closure, open)) return open;
    instant = open;
  }
  return null;
}

/** The first instant of a local date at which the service is open; null when it stays closed that day. */
export function opensOn(schedule: Schedule, date: string): number | null {
  const known = openings.get(schedule)?.get(date);
  if (known !== undefined) return known;
  const opensAt = findOpeningOn(schedule, date);
  const dates = openings.get(schedule) ?? new Map<string, number | null>();
  if (dates.size >= REMEMBERED_DATES) dates.clear();
  openings.set(schedule, dates.set(date, opensAt));
  return opensAt;
}

// A schedule never changes, and every match of a place of a day asks for the same few days.
const openings = new WeakMap<Schedule, Map<string, number | null>>();
const REMEMBERED_DATES = 64;

function findOpeningOn(schedule: Schedule, date: string): number | null {
  if (date < EARLIEST || date > LATEST) return null;
  const start = startOfDate(schedule.zone, date);
  // The night before may still run: it belongs to its own date.
  const first = schedule.calendar === undefined ? start : schedule.calendar.opensOn(date);
  const open = first === null ? null : opensFrom(schedule, first);
  return open !== null && open < endOfDate(schedule.zone, date) ? open : null;
}

/** True when the provider announced that the doors are shut at an instant; the usual hours say nothing. */
export function isShutAt({ closure, calendar, zone }: Schedule, at: number): boolean {
  return isClosedBy(closure, at) || calendar?.isShutOn(localDate(zone, at)) === true;
}

/** Whether an announced closure has begun at an instant, and has not ended. */
export function isClosedBy(closure: Closure | undefined, at: number): boolean {
  return closure !== undefined && at >= closure.from && (closure.until === undefined || at < closure.until);
}

function hoursOpenFrom(schedule: Schedule, at: number): number | null {
  if (schedule.calendar !== undefined) return schedule.calendar.openFrom(at);
  if (schedule.weekly === undefined) return at;
  const minute = minuteOfWeek(schedule.zone, at);
  let wait = Infinity;
  for (const [from, to] of schedule.weekly) {
    if (minute >= from && minute < to) return at;
    wait = Math.min(wait, from > minute ? from - minute : from + WEEK_MINUTES - minute);
  }
  return wait === Infinity ? null : onTheMinute(schedule.zone, at, wait);
}

/** Local minutes ahead as an instant, whatever the clock does on the way; never before the instant asked about. */
function onTheMinute(zone: string, at: number, minutes: number): number {
  const minute = Math.floor(at / MINUTE_MS);
  let known = ahead.get(zone);
  if (known?.minute !== minute) ahead.set(zone, (known = { minute, instants: new Map() }));
  const instant = known.instants.get(minutes) ?? instantAhead(zone, at, minutes);
  known.instants.set(minutes, instant);
  return Math.max(at, instant);
}

// The candidates of one match ask about the same minute, and most of them keep the same hours.
const ahead = new Map<string, { readonly minute: number; readonly instants: Map<number, number> }>();

function instantAhead(zone: string, at: number, minutes: number): number {
  const local = minuteOfWeek(zone, at) + minutes;
  const minuteOfDay = local % DAY_MINUTES;
  const days = Math.floor(local / DAY_MINUTES) - Math.floor(minuteOfWeek(zone, at) / DAY_MINUTES);
  const date = new Date(Date.parse(`${localDate(zone, at)}T00:00:00Z`) + days * DAY_MINUTES * MINUTE_MS);
  const clock = `${twoDigits(minuteOfDay / 60)}:${twoDigits(minuteOfDay % 60)}`;
  return instantOf(zone, date.toISOString().slice(0, 10), clock);
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

function stretchesOf(hours: OpeningHours['hours'][number]): readonly (readonly [number, number])[] {
  const opens = minutesOf(hours.opens);
  const closes = minutesOf(hours.closes);
  const length = closes > opens ? closes - opens : closes + DAY_MINUTES - opens;
  return hours.days.flatMap((day) => {
    const from = DAYS.indexOf(day) * DAY_MINUTES + opens;
    const stretch = [from, from + length] as const;
    // Sunday night runs into Monday morning: the same stretch, seen from the start of the week.
    return from + length > WEEK_MINUTES
      ? [stretch, [from - WEEK_MINUTES, from + length - WEEK_MINUTES] as const]
      : [stretch];
  });
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
