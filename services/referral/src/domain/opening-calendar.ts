import type { OpeningHours } from '@havre/events';
import { instantOf, localDate } from './local-time.js';
import { dateOf, dayOf, recurrenceOf, weekdayOf, type Day, type Recurrence } from './recurrence.js';

/** How far ahead the next opening is looked for. */
const LOOK_AHEAD_DAYS = 92;
/** More days than one look goes through. */
const REMEMBERED_DAYS = 200;
const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** An open stretch in epoch milliseconds, `[from, to)`. */
type Stretch = readonly [from: number, to: number];

interface Hours {
  readonly opens: string;
  readonly closes: string;
}

interface Recurring extends Hours {
  readonly recurrence: Recurrence;
  readonly until: Day;
}

/**
 * The doors of a service that follows more than the same hours every week: rules that recur, and days that follow none.
 * A day is worked out once and remembered, so that a match reads two of them. Hours are local: where the clock jumps
 * over an opening, the doors open at the jump; a night is as long as the clock makes it.
 */
export class OpeningCalendar {
  private readonly recurring: readonly Recurring[];
  private readonly exceptions: ReadonlyMap<Day, readonly Hours[]>;
  private readonly days = new Map<Day, readonly Stretch[]>();

  constructor(
    private readonly zone: string,
    private readonly opening: OpeningHours,
  ) {
    this.recurring = (opening.schedules ?? []).flatMap(({ rrule, from, until, opens, closes }) => {
      const recurrence = recurrenceOf(rrule, dayOf(from));
      return recurrence === null
        ? []
        : [{ recurrence, until: until === undefined ? Infinity : dayOf(until), opens, closes }];
    });
    this.exceptions = new Map(
      [...Map.groupBy(opening.exceptions ?? [], ({ date }) => dayOf(date))].map(([day, said]) => [
        day,
        said.flatMap(({ opens, closes }) =>
          opens === undefined || closes === undefined ? [] : [{ opens, closes }],
        ),
      ]),
    );
  }

  /** The first instant from `at` on at which the doors are open; null when none is in sight. */
  openFrom(at: number): number | null {
    const today = dayOf(localDate(this.zone, at));
    let next = Infinity;
    // Last night may run into this morning.
    for (let day = today - 1; day <= today + LOOK_AHEAD_DAYS && next === Infinity; day++) {
      for (const [from, to] of this.stretchesOn(day)) {
        if (from <= at && at < to) return at;
        if (from > at) next = Math.min(next, from);
      }
    }
    return next === Infinity ? null : next;
  }

  /** The first opening that belongs to a local date; null when the doors stay shut. */
  opensOn(date: string): number | null {
    const openings = this.stretchesOn(dayOf(date)).map(([from]) => from);
    return openings.length === 0 ? null : Math.min(...openings);
  }

  /** True of a local date on which the provider said that the doors stay shut. */
  isShutOn(date: string): boolean {
    return this.exceptions.get(dayOf(date))?.length === 0;
  }

  private stretchesOn(day: Day): readonly Stretch[] {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    if (this.days.size >= REMEMBERED_DAYS) this.days.clear();
    const stretches = (this.exceptions.get(day) ?? this.usualHours(day)).map((hours) =>
      this.stretchOf(day, hours),
    );
    this.days.set(day, stretches);
    return stretches;
  }

  private usualHours(day: Day): readonly Hours[] {
    const weekday = WEEKDAYS[weekdayOf(day)];
    return [
      ...this.opening.hours.filter(({ days }) => days.some((one) => one === weekday)),
      ...this.recurring.filter(({ recurrence, until }) => day <= until && recurrence.includes(day)),
    ];
  }

  private stretchOf(day: Day, { opens, closes }: Hours): Stretch {
    const closingDay = closes > opens ? day : day + 1;
    return [instantOf(this.zone, dateOf(day), opens), instantOf(this.zone, dateOf(closingDay), closes)];
  }
}
